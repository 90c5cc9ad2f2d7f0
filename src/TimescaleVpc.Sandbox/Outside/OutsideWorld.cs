using TimescaleVpc.Sandbox.Core;

namespace TimescaleVpc.Sandbox.Outside;

/// <summary>Changes to the world that other actors make.</summary>
internal static class OutsideWorld
{
    private const string StatePrefix = "SetPeeringState:";

    // The list of states is open on purpose: any other word can be set as well.
    private static readonly string[] KnownStates =
    [
        "APPROVED", "APPROVED_PEER_REQUESTED", "PENDING_PEER", "ACTIVE", "REJECTED_BY_PEER", "INVALID_SPECIFICATION",
        "ERROR", "DELETING", "DELETED", "DELETED_BY_PEER",
    ];

    private static readonly Dictionary<string, Action<World, string>> Changes = new(
        AwsChanges.All.Concat(AwsFilterChanges.All).Concat(TigerChanges.All).Concat(ServiceChanges.All)
            .Concat(GovernanceChanges.All).Concat(TrafficChanges.All)
            .Concat(NeighbourChanges.All), StringComparer.OrdinalIgnoreCase)
    {
        ["AddPlatformRange"] = NetworkChanges.AddPlatformRange,
        ["AddSecret"] = DirectoryChanges.AddSecret,
        ["AddVNetRange"] = NetworkChanges.AddRange,
        ["AddVpc"] = PlatformChanges.AddVpc,
        ["ClearDescription"] = AccessChanges.ClearDescription,
        ["DeleteApplication"] = DirectoryChanges.DeleteApplication,
        ["DeleteLink"] = LinkChanges.Delete,
        ["DeletePlatformHalf"] = PlatformChanges.DeleteHalf,
        ["DeleteRoleAssignment"] = AccessChanges.DeleteAssignment,
        ["DeleteRoleDefinition"] = AccessChanges.DeleteDefinition,
        ["DeleteServicePrincipal"] = DirectoryChanges.DeleteServicePrincipal,
        ["DeleteVNet"] = NetworkChanges.DeleteVNet,
        ["DeleteVpc"] = PlatformChanges.DeleteVpc,
        ["ExpireToken"] = AccessChanges.ExpireToken,
        ["PlatformRejects"] = PlatformChanges.Reject,
        ["RemoveAppPolicy"] = DirectoryChanges.RemovePolicy,
        ["RemoveVNetRange"] = NetworkChanges.RemoveRange,
        ["RevokeMstToken"] = PlatformChanges.RevokeToken,
        ["SetProjectPermissions"] = RightsChanges.SetProjectPermissions,
        ["SetProjectRole"] = RightsChanges.SetProjectRole,
        ["StartVNetUpdate"] = NetworkChanges.StartUpdate,
        ["WidenAssignment"] = AccessChanges.WidenAssignment,
    };

    private static readonly Dictionary<string, (Action<World, string, string> Do, string[] About)> About =
        new(RightsChanges.All.Concat(GovernanceChanges.About).Concat(LinkChanges.About).Concat(DirectoryChanges.About)
            .Concat(ServiceChanges.About),
            StringComparer.OrdinalIgnoreCase);

    public static string[] Names { get; } =
    [
        .. Changes.Keys.Concat(KnownStates.Select(state => StatePrefix + state)).Concat(TigerChanges.StatusNames)
            .Concat(AwsChanges.DropNames)
            .Concat(About.SelectMany(item => item.Value.About.Select(about => $"{item.Key}:{about}")))
            .Order(StringComparer.Ordinal),
    ];

    public static void Apply(World world, string change, string target)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentException.ThrowIfNullOrWhiteSpace(target);
        try
        {
            Do(world, change, target);
        }
        catch (UnknownThingException error)
        {
            // What is meant is among what lives: by its id or by its name.
            var names = Inventory.Live(world).SelectMany(item => new[] { item.Id, item.Name });
            throw Unknown(error.What, error.Word, names);
        }
    }

    private static void Do(World world, string change, string target)
    {
        if (change.StartsWith(StatePrefix, StringComparison.OrdinalIgnoreCase) && change.Length > StatePrefix.Length)
            PlatformChanges.SetState(world, target, change[StatePrefix.Length..].ToUpperInvariant());
        else if (After(change, TigerChanges.StatusPrefix) is { } status)
            TigerChanges.SetStatus(world, target, status);
        else if (After(change, TigerChanges.VpcStatusPrefix) is { } vpcStatus)
            TigerChanges.SetVpcStatus(world, target, vpcStatus);
        else if (After(change, AwsChanges.DropPrefix) is { } actionName)
            AwsChanges.Drop(world, target, actionName);
        else if (change.Split(':', 2) is [var name, { Length: > 0 } about] &&
            About.TryGetValue(name, out var entry))
            entry.Do(world, about, target);
        else if (Changes.TryGetValue(change, out var action))
            action(world, target);
        else
            throw Unknown("outside change", change, Names);
    }

    private static string? After(string change, string prefix) =>
        change.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && change.Length > prefix.Length
            ? change[prefix.Length..]
            : null;

    public static ArgumentException Unknown(string what, string target) => new UnknownThingException(what, target);

    private static ArgumentException Unknown(string what, string word, IEnumerable<string> names) =>
        new($"There is no {what} '{word}'; the nearest are {NearNames.Of(word, names)}.");

    private sealed class UnknownThingException(string what, string word) : ArgumentException($"No {what} '{word}'.")
    {
        public string What => what;

        public string Word => word;
    }
}
