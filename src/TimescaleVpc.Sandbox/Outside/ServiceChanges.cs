using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Mst;

namespace TimescaleVpc.Sandbox.Outside;

/// <summary>What is changed about services in a platform's console, and who may change it.</summary>
internal static class ServiceChanges
{
    public static IReadOnlyList<OutsideChange> All { get; } =
    [
        new("AttachAllowList", AttachList),
        new("DetachAllowList", DetachList),
        new("MoveService", Move),
        new("SetIpFilter", SetIpFilter),
        new("SetPublicAccess", SetPublicAccess),
        new("SetServiceObstacle", SetObstacle, Enum.GetNames<ServiceObstacle>()),
        new("SetServiceState", SetState, ["POWEROFF", "REBALANCING", "REBUILDING", "RUNNING"]),
    ];

    /// <summary>The state of a service of the managed service, also an invented one.</summary>
    private static void SetState(World world, string state, string target) =>
        Service(world, target).State = state.ToUpperInvariant();

    /// <summary>What keeps clients in a VNet from a service of the managed service.</summary>
    private static void SetObstacle(World world, string obstacle, string target) =>
        Service(world, target).Obstacle = Enum.TryParse<ServiceObstacle>(obstacle, ignoreCase: true, out var kind)
            ? kind : throw OutsideWorld.Unknown("obstacle", obstacle);

    /// <summary>
    /// The whole filter of a service of the managed service: <c>orders 10.1.0.0/16,10.2.0.0/16=office</c>, or <c>orders
    /// none</c>. What follows the equals sign is the entry's description.
    /// </summary>
    private static void SetIpFilter(World world, string target)
    {
        var (name, text) = Parts(target);
        if (Service(world, name).IpFilter.Set(Same(text, "none") ? [] : Entries(text.Split(','))) is { } why)
            throw new ArgumentException($"The filter is refused: {why}.", nameof(target));
    }

    /// <summary>Whether a service of the managed service is public beside its VPC: <c>orders on</c>.</summary>
    private static void SetPublicAccess(World world, string target)
    {
        var parts = Arguments.Words(target, 2);
        Service(world, parts[0]).HasPublicAccess = parts[1].ToLowerInvariant() switch
        {
            "on" => true,
            "off" => false,
            var word => throw new ArgumentException($"'{word}' is neither on nor off.", nameof(target)),
        };
    }

    /// <summary>Ranges, each with its description after an equals sign if it has one.</summary>
    public static List<(string Network, string? Description)> Entries(IEnumerable<string> texts) =>
        [.. texts.Select(text => text.Trim().Split('=', 2)).Select(parts => (parts[0], parts.ElementAtOrDefault(1)))];

    /// <summary>A service of the managed service into a VPC, by id or cloud name, or to the <c>public</c>.</summary>
    private static void Move(World world, string target)
    {
        var parts = Arguments.Words(target, 2);
        var service = Service(world, parts[0]);
        var vpc = Same(parts[1], "public") ? null : world.Mst.Projects.SelectMany(project => project.Vpcs)
            .FirstOrDefault(item => Same(item.Id, parts[1]) || Same(item.Cloud, parts[1]))
            ?? throw OutsideWorld.Unknown("VPC", parts[1]);
        world.Mst.Mover.Move(service, vpc?.Id, vpc?.Cloud ?? service.Cloud);
    }

    /// <summary>A new IP allow list on a service of Timescale Cloud: <c>metrics 203.0.113.0/24</c>.</summary>
    private static void AttachList(World world, string target)
    {
        var (name, text) = Parts(target);
        string[] ranges = [.. text.Split(',').Select(item => item.Trim())];
        if (TigerChanges.Service(world, name).Attach(world, ranges) is { } why)
            throw new ArgumentException($"The allow list is refused: {why}.", nameof(target));
    }

    private static void DetachList(World world, string target)
    {
        var service = TigerChanges.Service(world, target);
        if (service.AllowListId is null) throw OutsideWorld.Unknown("allow list on", target);
        service.AllowListId = null;
    }

    private static Service Service(World world, string name) =>
        world.Mst.Services.FirstOrDefault(item => Same(item.Name, name))
            ?? throw OutsideWorld.Unknown("managed service", name);

    private static (string Name, string Text) Parts(string target)
    {
        var parts = target.Split(' ', 2, StringSplitOptions.TrimEntries);
        return parts.Length == 2 ? (parts[0], parts[1])
            : throw new ArgumentException($"'{target}' must be a service and ranges.", nameof(target));
    }
}
