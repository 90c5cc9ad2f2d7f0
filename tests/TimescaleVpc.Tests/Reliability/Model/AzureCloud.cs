using TimescaleVpc.Tests.Scenarios;

namespace TimescaleVpc.Tests.Reliability.Model;

/// <summary>The managed service and Azure.</summary>
internal sealed class AzureCloud : Cloud
{
    private static readonly string[] States =
        ["ACTIVE", "PENDING_PEER", "APPROVED", "INVALID_SPECIFICATION", "REJECTED_BY_PEER", "DELETED_BY_PEER", "ERROR",
            "SOMETHING_NEW"];

    public override string Name => "azure";

    public override string Service => "mst-metrics";

    /// <summary>Two VNets of one name with one VPC, and one of them with another VPC as well.</summary>
    public override Pair[] Pairs { get; } =
    [
        new("timescale-azure-westeurope", "Network-RG/Prod-VNet"),
        new("timescale-azure-westeurope", "Other-RG/Prod-VNet"),
        new("timescale-azure-switzerland-north", "Network-RG/Prod-VNet"),
    ];

    public override (int Weight, Verb Verb)[] Verbs { get; } =
    [
        (7, Verb.Pipeline), (2, Verb.Twice), (3, Verb.Grant), (3, Verb.Add), (3, Verb.Approve), (2, Verb.Wait),
        (2, Verb.Service), (1, Verb.Public), (2, Verb.Revoke), (3, Verb.Remove), (4, Verb.Undo), (1, Verb.Get),
        (3, Verb.Time), (9, Verb.Outside), (3, Verb.Fault),
    ];

    public override Cmdlet[] Pipeline(Pair pair) =>
    [
        new(new GetVpcRequest { CloudName = pair.Vpc }),
        new(new GrantPeerRoleRequest(), vpc =>
            [new PeerPair(new VpcRef((Vpc)vpc, null), new VNetRef(null, pair.Network))]),
        new(new AddPeeringRequest()),
        new(new ApprovePeeringRequest()),
        new(new WaitPeeringRequest()),
    ];

    public override (string Change, string? Target)[] Outside(
        Pair pair, VpcSandbox world, Func<SandboxItem, bool> isForeign)
    {
        var vnet = VNet(pair, world)?.Id;
        return
        [
            ("DeleteLink", vnet), ("DeletePlatformHalf", vnet), ("PlatformRejects", vnet),
            .. States.Select(state => ($"SetPeeringState:{state}", vnet)),
            ("DeleteRoleAssignment", Ours("Arm.RoleAssignment")), ("DeleteRoleDefinition", Ours("Arm.RoleDefinition")),
            ("DeleteApplication", Ours("Entra.Application")),
            ("DeleteServicePrincipal", Ours("Entra.ServicePrincipal")),
            ("AddVNetRange", vnet is null ? null : $"{vnet} 10.77.0.0/16"),
            ("AddVNetRange", vnet is null ? null : $"{vnet} 10.200.0.0/25"),
            ("StartVNetUpdate", vnet), ("DeleteVNet", vnet), ("ExpireToken", "*"),
            ("DeleteVpc", VpcId(pair.Vpc, world)),
        ];

        string? Ours(string kind) => world.Items(kind).FirstOrDefault(item => !isForeign(item))?.Id;
    }

    public override bool Stands(Pair pair, VpcSandbox world) =>
        Connections(pair, world).Any(item => item.Get("state") == "ACTIVE")
        && Links(pair, world).Any(item => item.Get("state") == "Connected");

    public override IEnumerable<string> LeftOf(Pair pair, VpcSandbox world, HashSet<string> foreignIds) =>
        Connections(pair, world).Concat(Links(pair, world)).Select(item => $"{item}");

    public override IEnumerable<string> Unique(VpcSandbox world, HashSet<string> foreignIds) => world.Inventory()
        .Where(item => !foreignIds.Contains($"{item.Kind} {item.Id}")).Select(item => item.Kind switch
        {
            "Entra.Application" => $"application {item.Name}",
            "Entra.ServicePrincipal" => $"principal of {item.Get("appId")} in {item.Get("tenant")}",
            "Arm.RoleDefinition" => $"role {item.Name} in {item.Get("tenant")}",
            "Arm.RoleAssignment" =>
                $"assignment of {item.Get("role")} to {item.Get("principal")} at {item.Get("scope")}",
            "Arm.Peering" => $"link of {item.Id[..item.Id.LastIndexOf('/')]} to {item.Get("remote")}",
            "Mst.Peering" => $"connection of {item.Get("vpc")} with {item.Get("group")}/{item.Name}",
            _ => "",
        }).Where(text => text.Length > 0);

    public override string? VpcId(string vpc, VpcSandbox world) =>
        world.Items("Mst.Vpc").FirstOrDefault(item => item.Name == vpc)?.Id;

    private static SandboxItem? VNet(Pair pair, VpcSandbox world) => world.Items("Arm.VNet").FirstOrDefault(item =>
        item.Id.EndsWith(pair.Network.Replace("/", "/providers/Microsoft.Network/virtualNetworks/",
            StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));

    private IEnumerable<SandboxItem> Connections(Pair pair, VpcSandbox world) =>
        world.Items("Mst.Peering").Where(item =>
        item.Get("vpc") == VpcId(pair.Vpc, world)
        && Same(pair.Network, $"{item.Get("group")}/{item.Name}"));

    private IEnumerable<SandboxItem> Links(Pair pair, VpcSandbox world) => VNet(pair, world) is not { } vnet ? []
        : world.Items("Arm.Peering").Where(item =>
            item.Id.StartsWith(vnet.Id + "/", StringComparison.OrdinalIgnoreCase)
            && item.Get("remote")?.EndsWith(
                $"vpc-{VpcId(pair.Vpc, world)}", StringComparison.OrdinalIgnoreCase) == true);
}
