namespace TimescaleVpc.Engine.Peerings;

/// <summary>What exists for a peering, counted and in words, as a question names it.</summary>
internal static class ItemWords
{
    internal static readonly Dictionary<string, (string One, string Several)> Kinds = new(StringComparer.Ordinal)
    {
        ["Peering"] = ("Timescale's half", "Timescale's halves"),
        ["Link"] = ("your link", "your links"),
        ["AwsPeering"] = ("the peering connection", "the peering connections"),
        ["Route"] = ("the route", "routes"),
        ["SecurityGroup"] = ("the security group", "security groups"),
        ["EgressRule"] = ("the rule that lets traffic out", "rules that let traffic out"),
        ["RoleAssignment"] = ("the role assignment", "role assignments"),
        ["Role"] = ("the role", "roles"),
        ["Application"] = ("the application", "applications"),
        ["Credential"] = ("a credential that is left", "credentials that are left"),
        ["ServicePrincipal"] = ("Timescale's service principal", "service principals"),
    };

    /// <summary>The services that move, then what is deleted.</summary>
    public static string Of(IEnumerable<PeeringItem> items)
    {
        var groups = items.GroupBy(item => item.Kind).ToArray();
        var services = groups.Where(group => group.Key == "Service").SelectMany(group => group)
            .Select(item => item.Name).ToArray();
        string[] deleted = [.. groups.Where(group => group.Key != "Service").Select(Words)];
        return string.Join("; ", new[]
        {
            services.Length == 0 ? "" : $"{string.Join(" and ", services)} moves to the public internet",
            deleted.Length == 0 ? "" : $"deleted: {string.Join(", ", deleted)}",
        }.Where(part => part.Length > 0));
    }

    private static string Words(IGrouping<string, PeeringItem> items)
    {
        var count = items.Count();
        var (one, several) = Kinds.TryGetValue(items.Key, out var words) ? words : (items.Key, items.Key);
        return count == 1 ? one : $"{count} {several}";
    }
}
