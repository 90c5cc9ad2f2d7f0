namespace TimescaleVpc.Engine.Peerings;

/// <summary>What exists for a peering, counted and in words, as a question names it.</summary>
internal static class ItemWords
{
    /// <summary>The services that move, then what is deleted.</summary>
    public static string Of(IEnumerable<PeeringItem> items)
    {
        var groups = items.GroupBy(item => item.ItemKind).ToArray();
        var services = groups.Where(group => group.Key == PlatformItems.ServiceKind).SelectMany(group => group)
            .Select(item => item.Name).ToArray();
        string[] deleted = [.. groups.Where(group => group.Key != PlatformItems.ServiceKind).Select(Words)];
        return string.Join("; ", new[]
        {
            services.Length == 0 ? "" : $"{string.Join(" and ", services)} moves to the public internet",
            deleted.Length == 0 ? "" : $"deleted: {string.Join(", ", deleted)}",
        }.Where(part => part.Length > 0));
    }

    private static string Words(IGrouping<ItemKind, PeeringItem> items) =>
        items.Count() is var count && count == 1 ? items.Key.One : $"{count} {items.Key.Several}";
}
