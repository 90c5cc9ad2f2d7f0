using System.Collections;
using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Sessions;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Scenarios;

/// <summary>The two walkthroughs, their variants, and what takes them back.</summary>
internal static class AllScenarios
{
    public const string ManagedAws = "timescale-aws-us-east-1";

    private const string VNet = "Network-RG/Prod-VNet";

    /// <summary>The id that the world gives to the first group of a user.</summary>
    private const string UserGroup = "sg-19713e3eacb54980d";

    private static readonly TimeSpan Undone = TimeSpan.FromMinutes(10);
    private static readonly Pipeline AzurePipeline = Azure();
    private static readonly Pipeline AwsPipeline = Aws();

    /// <summary>The user's tags on the application, which is there by now.</summary>
    private static readonly Pipeline Tagged = Pipeline.Of(
        Walk.Pair(vnet: VNet), new GrantPeerRoleRequest { Tag = new Hashtable { ["owner"] = "network" } });

    /// <summary>The customer's VNet gets a range.</summary>
    public static readonly Outside GrowVNet = new("AddVNetRange", run => Id(
        run, "Arm.VNet", item => item.Id.EndsWith("/Network-RG/providers/Microsoft.Network/virtualNetworks/Prod-VNet",
            StringComparison.OrdinalIgnoreCase)) + " 10.77.0.0/16");

    /// <summary>The platform's network gets a range.</summary>
    public static readonly Outside GrowPlatform = new(
        "AddPlatformRange", run => Id(run, "Mst.Vpc", item => item.Name == Walk.West) + " 10.205.0.0/24");

    private static readonly Pipeline MoveToFirst = Move("prod");

    private static readonly Pipeline RemoveAwsVpc =
        new(new(new GetVpcRequest { Name = "prod*" }), new(new RemoveVpcRequest(), Ref));

    /// <summary>What stands behind the first broken link shows once that is repaired.</summary>
    private static readonly Pipeline Repair = new(new(new TestPeeringRequest()), new(new RepairPeeringRequest()));

    private static readonly Step[] UndoAws =
        [OfAws(new Cmdlet(new UndoPeeringRequest { IncludeService = true })), RemoveAwsVpc];

    public static readonly Scenario[] Walkthroughs =
    [
        new("azure", AzurePipeline),
        new("aws", AwsPipeline),
        new("undo azure", Undo(Walk.West, VNet))
        {
            Before = [AzurePipeline], EndsAsItBegan = true, Settling = Undone,
        },
        new("undo aws", UndoAws)
        {
            Before = [AwsPipeline], EndsAsItBegan = true, Settling = Undone,
        },
    ];

    public static readonly Scenario[] Variants =
    [
        new("azure, two VNets", Azure(vnets: [VNet, "Other-RG/Prod-VNet"])),
        new("azure, certificate", Azure(approve: new() { UseCertificate = true })) { Stride = 5 },
        new("azure, no refresh of states", AzurePipeline) { Habits = KnowNoRefresh, Stride = 4 },
        new("azure, resource group", Azure(grant: new() { Scope = "ResourceGroup" })),
        new("azure, new VPC", Azure(first: new NewVpcRequest { CloudName = Walk.West, Cidr = "10.202.0.0/24" })),
        new("aws, VPCs with a status", AwsPipeline) { Habits = TellStatus, Stride = 3 },
        new("undo aws, VPCs with a status", UndoAws)
        {
            Before = [AwsPipeline], Habits = TellStatus, EndsAsItBegan = true, Settling = Undone, Stride = 3,
        },
        new("aws, existing group", Aws(new() { SecurityGroupId = UserGroup }))
        {
            Before = [new Outside(MakeGroupAsync)],
        },
        new("aws, default group", Aws(new() { UseDefault = true })),
        new("aws, managed service", Aws(vpc: new() { CloudName = ManagedAws, Cidr = "10.203.0.0/24" }, service: null))
        {
            // Once it is active, the managed service need not name a connection without a tag.
            Remedy = ("PeeringUnnamed", OfAws(new Cmdlet(new RemovePeeringRequest()))),
        },
        new("managed VPC removed", new Pipeline(
            new(new GetVpcRequest { CloudName = ManagedAws + "*" }), new(new RemoveVpcRequest(), Ref)))
        {
            Before = [Pipeline.Of(new NewVpcRequest { CloudName = ManagedAws, Cidr = "10.203.0.0/24" })],
            EndsAsItBegan = true,
        },
        new("service moves", Move("second"))
        {
            Before = [New("prod"), New("second", "10.32.0.0/20"), MoveToFirst], Truth = IsWhereItIsSaidToBe,
        },
        new("service leaves", Leave("metrics")) { Before = [New("prod"), MoveToFirst] },
        new("azure, removed", Leave("mst-metrics"),
            OfNetwork(VNet, new Cmdlet(new RemovePeeringRequest())),
            Pipeline.Of(Walk.Pair(vnet: VNet), new RevokePeerRoleRequest()))
        {
            Before = [AzurePipeline, Tagged], EndsAsItBegan = true,
        },
        new("aws, removed", Leave("metrics"),
            OfAws(new Cmdlet(new RevokeEgressRequest())),
            OfAws(new Cmdlet(new RemovePeeringRequest())), RemoveAwsVpc)
        {
            Before = [AwsPipeline], EndsAsItBegan = true,
        },
        new("aws, update", OfAws(
            new(new UpdatePeeringRequest { Force = true }), new(new WaitPeeringRequest())))
        {
            Before = [AwsPipeline, new Outside("AddVpcCidr", $"{AwsGuide.East} 10.52.0.0/16")],
        },
        new("azure, update", OfNetwork(VNet,
            new(new UpdatePeeringRequest { Recreate = true, Force = true }), new(new WaitPeeringRequest())))
        {
            Before = [AzurePipeline, GrowVNet], Stride = 4,
        },
        new("azure, sync", OfNetwork(VNet, new Cmdlet(new UpdatePeeringRequest())))
        {
            Before = [AzurePipeline, GrowPlatform], Stride = 4,
        },
        new("azure, repair", Repair, Repair)
        {
            Before = [AzurePipeline, new Outside("DeletePlatformHalf", run => Id(
                run, "Arm.VNet", item => item.Name == "Prod-VNet" && item.Id.Contains(
                    "/Network-RG/", StringComparison.OrdinalIgnoreCase)))],
            Stride = 4, IsRepair = true,
        },
        new("aws, repair", Repair, Repair)
        {
            Before = [AwsPipeline, new Outside("DeletePeering", run => run.Last<VpcPeering>()!.AwsPeeringId)],
            Stride = 4, IsRepair = true,
        },
    ];

    public static Scenario[] All => [.. Walkthroughs, .. Variants];

    /// <summary>Cmdlets that get the peerings of a network.</summary>
    private static Pipeline OfNetwork(string network, params Cmdlet[] then) =>
        new([new Cmdlet(new GetPeeringRequest()), .. then])
        {
            First = _ => [new PeeringRef(null, null, new(null, network))],
        };

    private static Pipeline OfAws(params Cmdlet[] then) => OfNetwork(AwsGuide.East, then);

    public static Scenario Find(string name) => All.First(item => item.Name == name);

    public static Pipeline Azure(
        StageRequest? first = null, string[]? vnets = null, GrantPeerRoleRequest? grant = null,
        ApprovePeeringRequest? approve = null) => new(
        new Cmdlet(first ?? new GetVpcRequest { CloudName = Walk.West }),
        new Cmdlet(grant ?? new(), vpc => (vnets ?? [VNet]).Select(vnet =>
            new PeerPair(new VpcRef((Vpc)vpc, null), new VNetRef(null, vnet)))),
        new Cmdlet(new AddPeeringRequest()),
        new Cmdlet(approve ?? new()),
        new Cmdlet(new WaitPeeringRequest()),
        new Cmdlet(new SetServiceRequest { Service = ["mst-metrics"] }),
        new Cmdlet(new TestServiceRequest { From = VNet }));

    public static Pipeline Aws(
        GrantEgressRequest? egress = null, NewVpcRequest? vpc = null, string? service = "metrics",
        string network = AwsGuide.East) => new(
        [
            new Cmdlet(vpc ?? AwsGuide.New()),
            new Cmdlet(new AddPeeringRequest(),
                newVpc => [AwsGuide.Pair((Vpc)newVpc, network, network == AwsGuide.West ? "eu-west-1" : null)]),
            new Cmdlet(new ApprovePeeringRequest()),
            new Cmdlet(egress ?? new()),
            new Cmdlet(new WaitPeeringRequest()),
            .. service is null ? Array.Empty<Cmdlet>() : [new Cmdlet(new SetServiceRequest { Service = [service] })],
        ]);

    public static Pipeline Undo(string vpc, string network) => Pipeline.Of(
        new PeeringRef(null, new VpcRef(null, vpc), new VNetRef(null, network)),
        new UndoPeeringRequest { IncludeService = true });

    private static string Id(Run run, string kind, Func<SandboxItem, bool> isMeant) =>
        run.World.Inventory().First(item => item.Kind == kind && isMeant(item)).Id;

    private static Pipeline New(string name, string cidr = "10.30.0.0/20") =>
        new(new Cmdlet(AwsGuide.New(name, cidr: cidr)));

    private static Pipeline Move(string vpc) => new(
        new Cmdlet(new GetVpcRequest { Name = vpc }), new Cmdlet(new SetServiceRequest { Service = ["metrics"] }, Ref));

    private static Pipeline Leave(string service) =>
        new(new Cmdlet(new SetServiceRequest { Service = [service], Public = true, Force = true }));

    /// <summary>
    /// A service that was to move is in its VPC, or has stayed, or the error says that it is in none.
    /// </summary>
    private static string? IsWhereItIsSaidToBe(Run run)
    {
        run.World.Clock.Advance(TimeSpan.FromHours(1));
        var items = run.World.Inventory();
        var at = items.Single(item => item.Kind == "Cloud.Service" && item.Name == "metrics").Properties;
        var vpc = items.FirstOrDefault(item => item.Kind == "Cloud.Vpc"
            && at.EndsWith($"vpc={item.Id}", StringComparison.Ordinal))?.Name;
        var state = run.Error?.ErrorId switch
        {
            null => "second",
            // Who cannot look at it cannot see that it is back.
            "ServiceLeftPublic" when run.World.StruckFaults.Any(fault => fault.Kind == "Cloud.GetService") => vpc,
            "ServiceLeftPublic" => null,
            _ => "prod",
        };
        return vpc == state ? null : $"The service is in {vpc ?? "no VPC"}, and is said to be in {state ?? "none"}";
    }

    private static IEnumerable<object> Ref(object vpc) => [new VpcRef((Vpc)vpc, null)];

    /// <summary>The newer form of Timescale Cloud's API.</summary>
    private static void TellStatus(SandboxSettings settings) => settings.CloudVpcStatus = true;

    /// <summary>A managed service that cannot be asked to look at its peerings.</summary>
    private static void KnowNoRefresh(SandboxSettings settings) => settings.PeeringRefreshStatus = 404;

    /// <summary>A group of the user's own that lets nothing out yet.</summary>
    private static async Task MakeGroupAsync(Run run)
    {
        var walk = await Walk.StartAsync(new() { Sandbox = true, World = run.World, SessionId = 1 });
        using var work = Crew.WorkClockOf(run.World).Work();
        var ec2 = (await SessionState.Of(walk.Session).SignInAsync<AwsAccount>(default)).Ec2("us-east-1");
        var id = await ec2.CreateSecurityGroupAsync(new Ec2NewGroup(AwsGuide.East, "apps", "Applications"), default);
        Assert.Equal(UserGroup, id);
        run.World.Clock.Advance(TimeSpan.FromMinutes(1));
        await ec2.RevokeSecurityGroupEgressAsync(id, [Ec2Permission.AllOut], default);
    }
}
