using TimescaleVpc.Engine.Clouds.Aws;
using TimescaleVpc.Engine.Sessions;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Reliability;

/// <summary>The scripts of the kill matrix: the two walkthroughs, their variants, and what takes them back.</summary>
internal static class Scenarios
{
    private const string VNet = "Network-RG/Prod-VNet";
    private const string ManagedAws = "timescale-aws-us-east-1";

    /// <summary>The id that the world gives to the first group of a user.</summary>
    private const string UserGroup = "sg-19713e3eacb54980d";

    private static readonly TimeSpan Undone = TimeSpan.FromMinutes(10);
    private static readonly Pipeline AzurePipeline = Azure();
    private static readonly Pipeline AwsPipeline = Aws();
    private static readonly Pipeline MoveToFirst = Move("prod");

    public static readonly Scenario[] Walkthroughs =
    [
        new("azure", AzurePipeline),
        new("aws", AwsPipeline),
        new("undo azure", new Pipeline(
            [new PeeringRef(null, new VpcRef(null, Walk.West), new VNetRef(null, VNet))],
            new Step(new UndoPeeringRequest { IncludeService = true })))
        { Earlier = [AzurePipeline], EndsAsItBegan = true, Settling = Undone },
        new("undo aws",
            new(new Step(AwsPeerings), new Step(new UndoPeeringRequest { IncludeService = true })),
            new(new Step(new GetVpcRequest { Name = "prod*" }), new Step(new RemoveVpcRequest(), Ref)))
        { Earlier = [AwsPipeline], EndsAsItBegan = true, Settling = Undone },
    ];

    public static readonly Scenario[] Variants =
    [
        new("azure, two VNets", Azure(vnets: [VNet, "Other-RG/Prod-VNet"])),
        new("azure, certificate", Azure(approve: new() { UseCertificate = true })) { Stride = 5 },
        new("azure, resource group", Azure(grant: new() { Scope = "ResourceGroup" })),
        new("azure, new VPC", Azure(first: new NewVpcRequest { CloudName = Walk.West, Cidr = "10.202.0.0/24" })),
        new("aws, existing group", Aws(new() { SecurityGroupId = UserGroup })) { Meanwhile = MakeGroupAsync },
        new("aws, default group", Aws(new() { UseDefault = true })),
        new("aws, managed service", Aws(vpc: new() { CloudName = ManagedAws, Cidr = "10.203.0.0/24" }, service: null)),
        new("aws, VPCs with a status", AwsPipeline) { Habits = TellStatus, Stride = 3 },
        new("undo aws, VPCs with a status",
            new(new Step(AwsPeerings), new Step(new UndoPeeringRequest { IncludeService = true })),
            new(new Step(new GetVpcRequest { Name = "prod*" }), new Step(new RemoveVpcRequest(), Ref)))
        { Earlier = [AwsPipeline], Habits = TellStatus, EndsAsItBegan = true, Settling = Undone, Stride = 3 },
        new("managed VPC removed", new Pipeline(new Step(new GetVpcRequest { CloudName = ManagedAws + "*" }),
            new Step(new RemoveVpcRequest(), Ref)))
        {
            Earlier = [new(new Step(new NewVpcRequest { CloudName = ManagedAws, Cidr = "10.203.0.0/24" }))],
            EndsAsItBegan = true,
        },
        new("service moves", Move("second")) { Earlier = [New("prod"), New("second", "10.32.0.0/20"), MoveToFirst] },
        new("service leaves", Leave("metrics")) { Earlier = [New("prod"), MoveToFirst] },
        new("azure, removed", Leave("mst-metrics"),
            new(new Step(new GetPeeringRequest { VNet = VNet }), new Step(new RemovePeeringRequest())),
            new([Walk.Pair(vnet: VNet)], new Step(new RevokePeerRoleRequest())))
        { Earlier = [AzurePipeline], EndsAsItBegan = true },
        new("aws, removed", Leave("metrics"),
            new(new Step(AwsPeerings), new Step(new RevokeEgressRequest())),
            new(new Step(AwsPeerings), new Step(new RemovePeeringRequest())),
            new(new Step(new GetVpcRequest { Name = "prod*" }), new Step(new RemoveVpcRequest(), Ref)))
        { Earlier = [AwsPipeline], EndsAsItBegan = true },
        new("aws, update", new Pipeline(new Step(AwsPeerings), new Step(new UpdatePeeringRequest { Force = true }),
            new Step(new WaitPeeringRequest())))
        {
            Earlier = [AwsPipeline],
            Meanwhile = walk =>
            {
                walk.World.Change("AddVpcCidr", $"{AwsGuide.East} 10.52.0.0/16");
                return Task.CompletedTask;
            },
        },
    ];

    private static GetPeeringRequest AwsPeerings => new() { VNet = AwsGuide.East };

    public static Scenario Find(string name) =>
        Walkthroughs.Concat(Variants).First(item => item.Name == name);

    public static Pipeline Azure(
        StageRequest? first = null, string[]? vnets = null, GrantPeerRoleRequest? grant = null,
        ApprovePeeringRequest? approve = null) => new(
        new Step(first ?? new GetVpcRequest { CloudName = Walk.West }),
        new Step(grant ?? new(), vpc => (vnets ?? [VNet]).Select(vnet =>
            new PeerPair(new VpcRef((Vpc)vpc, null), new VNetRef(null, vnet)))),
        new Step(new AddPeeringRequest()),
        new Step(approve ?? new()),
        new Step(new WaitPeeringRequest()),
        new Step(new SetServiceRequest { Service = ["mst-metrics"] }),
        new Step(new TestServiceRequest { From = VNet }));

    public static Pipeline Aws(
        GrantEgressRequest? egress = null, NewVpcRequest? vpc = null, string? service = "metrics",
        string network = AwsGuide.East) => new([null],
        [
            new Step(vpc ?? AwsGuide.New()),
            new Step(new AddPeeringRequest { AwsRegion = network == AwsGuide.West ? "eu-west-1" : null },
                made => [AwsGuide.Pair((Vpc)made, network)]),
            new Step(new ApprovePeeringRequest()),
            new Step(egress ?? new()),
            new Step(new WaitPeeringRequest()),
            .. service is null ? Array.Empty<Step>() : [new Step(new SetServiceRequest { Service = [service] })],
        ]);

    /// <summary>The newer form of Timescale Cloud's API.</summary>
    private static void TellStatus(SandboxSettings settings) => settings.CloudVpcStatus = true;

    private static Pipeline New(string name, string cidr = "10.30.0.0/20") =>
        new(new Step(AwsGuide.New(name, cidr: cidr)));

    private static Pipeline Move(string vpc) => new(
        new Step(new GetVpcRequest { Name = vpc }), new Step(new SetServiceRequest { Service = ["metrics"] }, Ref));

    private static Pipeline Leave(string service) =>
        new(new Step(new SetServiceRequest { Service = [service], Public = true, Force = true }));

    private static IEnumerable<object> Ref(object vpc) => [new VpcRef((Vpc)vpc, null)];

    /// <summary>A group of the user's own that lets nothing out yet.</summary>
    private static async Task MakeGroupAsync(Walk walk)
    {
        using var work = Crew.PaceOf(walk.World).Work();
        var ec2 = (await SessionState.Of(walk.Session).AwsAsync(walk.Session, default)).Ec2("us-east-1");
        var id = await ec2.CreateSecurityGroupAsync(new Ec2NewGroup(AwsGuide.East, "apps", "Applications"), default);
        Assert.Equal(UserGroup, id);
        walk.World.Clock.Advance(TimeSpan.FromMinutes(1));
        await ec2.RevokeSecurityGroupEgressAsync(id, [Ec2Permission.AllOut], default);
    }
}
