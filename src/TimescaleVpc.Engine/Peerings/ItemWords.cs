namespace TimescaleVpc.Engine.Peerings;

/// <summary>What exists for a peering, counted and in words, as a question names it.</summary>
internal static class ItemWords
{
    /// <summary>The services that move, then what is deleted.</summary>
    public static string Of(IEnumerable<PeeringItem> items)
    {
        var parts = items.ToLookup(item => item.ItemKind == PlatformItems.ServiceKind);
        var services = string.Join(" and ", parts[true].Select(item => item.Name));
        var deletedItems = string.Join(", ", parts[false].GroupBy(item => item.ItemKind).Select(Words));
        return string.Join("; ", new[]
        {
            services.Length == 0 ? "" : $"{services} moves to the public internet",
            deletedItems.Length == 0 ? "" : $"deleted: {deletedItems}",
        }.Where(part => part.Length > 0));
    }

    private static string Words(IGrouping<ItemKind, PeeringItem> items) =>
        items.Count() is var count && count == 1 ? items.Key.One : $"{count} {items.Key.Several}";
}
