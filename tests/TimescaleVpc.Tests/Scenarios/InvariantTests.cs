using System.Net;
using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Sandbox;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Ec2;
using TimescaleVpc.Sandbox.Entra;
using TimescaleVpc.Sandbox.Mst;
using TimescaleVpc.Sandbox.Tiger;
using TimescaleVpc.Tests.Support;
using AzurePeering = TimescaleVpc.Sandbox.Arm.Peering;

namespace TimescaleVpc.Tests.Scenarios;

/// <summary>Each invariant fails where it is broken: something guilty acts between a run and the world.</summary>
public sealed class InvariantTests
{
    private const string Stranger = "pcx-0a1b2c3d4e5fbad01";
    private const string Grant = "Arm.PutRoleAssignment";

    /// <summary>What the guilty one does at a request of a kind, and what must be said of it.</summary>
    private static readonly (string At, string Said, Action<World> Deed)[] Deeds =
    [
        (Grant, "Peering /subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590/resourceGroups/Network-RG/providers/"
            + "Microsoft.Network/virtualNetworks/Hub-VNet/virtualNetworkPeerings/hub-to-spoke is gone",
            world => Hub(world).Peerings.Clear()),
        (Grant, "Hub-VNet (10.2.0.0/16) is gone", world => Hub(world).Prefixes[0] = "10.3.0.0/16"),
        (Grant, "hub-to-spoke (False) is gone", world => Hub(world).Peerings[0].AllowVirtualNetworkAccess = true),
        (Grant, "RoleAssignment /subscriptions/", world => world.Arm.Assignments.RemoveAt(0)),
        (Grant, "Application somebody's is gone", world => world.Entra.Customer.Applications.RemoveAt(0)),
        (Grant, "Application somebody's (mine) is gone", world => world.Entra.Customer.Applications[0].Tags.Clear()),
        (Grant, "ProjectVpc 3f0d8b1c-6a72-4c35-9e14-a7d5b2c80f02 is gone",
            world => world.Mst.Agent.DeleteVpc(world.Mst.Projects[0], world.Mst.Projects[0].Vpcs[1])),
        (Grant, "Service mst-archive is gone", world => world.Mst.Projects[0].Services.RemoveAt(1)),
        (Grant, "TigerService", world => world.Tiger.Projects[0].Services.RemoveAt(0)),
        (Grant, "AwsRouteTable rtb-0a1b2c3d4e5f60001 (AwsRoute { Destination = 10.99.0.0/16",
            world => Table(world).Routes.RemoveAll(route => route.Destination == "10.99.0.0/16")),
        (Grant, "(GroupRule sgr-", world => world.Aws.Groups[0].Rules.Clear()),
        (Grant, "SecurityGroup sg-0a1b2c3d4e5f60001", world => world.Aws.Groups.RemoveAt(0)),
        (Grant, "NetworkInterface eni-0a1b2c3d4e5f60001 (SecurityGroup",
            world => world.Aws.Interfaces.Find(item => item.Id == "eni-0a1b2c3d4e5f60001")!.Groups.Clear()),
        (Grant, "(10.1.0.0/16) is gone", world => Network(world).Prefixes.Clear()),
        (Grant, $"AwsPeering {Stranger} (as it came) is gone", world => world.Aws.Peerings.Accept(Pcx(world))),
        (Grant, $"AwsPeering {Stranger} (as it came) is gone", world => world.Aws.Peerings.Reject(Pcx(world))),
        (Grant, $"The stranger's request {Stranger} is marked",
            world => Pcx(world).Accepter.Tags[Marks.Own] = "x"),
        (Grant, "Two applications have the tag 'TimescaleVpc:project=demo-mst'", world =>
            world.Entra.Customer.Applications.Add(new Application(WellKnown.CustomerTenant, "1", "2")
            {
                Tags = [AzureNames.ProjectTag("demo-mst")],
            })),
        (Grant, "was made outside of Approve-VpcPeering",
            world => Ours(world).Passwords.Add(new PasswordCredential("1", "secret"))),
        (Grant, $"A route to {Stranger}, which is not ours",
            world => Table(world).Routes.Add(new AwsRoute("10.30.0.0/20", AwsRoute.PeeringKind, Stranger))),
        (Grant, "Two connections of 3f0d8b1c-6a72-4c35-9e14-a7d5b2c80f01 with", world =>
        {
            var vpc = world.Mst.Projects[0].Vpcs[0];
            vpc.Connections.Add(new PeeringConnection(vpc, "a", "Network-RG", "Prod-VNet", null));
            vpc.Connections.Add(new PeeringConnection(vpc, "a", "network-rg", "prod-vnet", null));
        }),
        (Grant, $"with {AwsGuide.East} live", world =>
        {
            var project = world.Tiger.Projects[0];
            var vpc = new TigerVpc("1", project, "prod", "10.30.0.0/20", "us-east-1");
            project.Vpcs.Add(vpc);
            for (var id = 1; id <= 2; id++)
                vpc.Peerings.Add(new($"{id}", vpc, "111122223333", "us-east-1", AwsGuide.East));
        }),
        (Grant, "Two peering connections of vpc-1 with vpc-2 live", world => world.Aws.Peerings.All.AddRange(
            Enumerable.Range(1, 2).Select(number => new AwsPeering($"pcx-{number}",
                new PeeringSide(TigerAgent.PlatformAccount, "us-east-1", "vpc-1", null),
                new PeeringSide("111122223333", "us-east-1", "vpc-2", null))))),
        (Grant, "Two links of Prod-VNet lead to", world => Network(world).Peerings.AddRange(
            [new AzurePeering(Network(world), "a", "/x"), new AzurePeering(Network(world), "b", "/X")])),
    ];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Deeds.Length)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task What_is_broken_is_said_with_the_request(int number)
    {
        var (at, message, deed) = Deeds[number];
        var sandbox = new SandboxWorld();
        sandbox.Look(world =>
        {
            world.Entra.Customer.Applications.Add(new Application(WellKnown.CustomerTenant, "0", "0")
            {
                DisplayName = "somebody's", Tags = ["mine"],
            });
            Hub(world).Peerings[0].AllowVirtualNetworkAccess = false;
            return true;
        });
        var world = new WatchedWorld(sandbox);
        var guilty = new Guilty(at, () => sandbox.Look(state =>
        {
            deed(state);
            return true;
        }));
        var run = new Run(world, guilty);
        await run.PlayAsync(new Outside("AddRoute", "rtb-0a1b2c3d4e5f60001 10.99.0.0/16 igw-0123456789abcdef0"));

        await Assert.ThrowsAsync<Xunit.Sdk.FailException>(() => run.PlayAsync(new Pipeline(
            new Cmdlet(new GetVpcRequest { CloudName = Walk.West }),
            new Cmdlet(Walk.GrantRequest,
                vpc => [new PeerPair(new VpcRef((Vpc)vpc, null), new VNetRef(null, "Prod-VNet"))]))));

        Assert.Contains(world.Invariants.Violations, text => text.Contains(message, StringComparison.Ordinal)
            && text.Contains(", after Arm.PutRoleAssignment /subscriptions/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_credential_that_stays_in_silence_is_said()
    {
        var world = new WatchedWorld();
        var run = new Run(world, new Liar("Graph.RemovePassword"));

        var error = await Assert.ThrowsAsync<Xunit.Sdk.FailException>(() => run.PlayAsync(AllScenarios.Azure()));

        Assert.Contains("stays after Approve-VpcPeering, and nobody says so", error.Message,
            StringComparison.Ordinal);
    }

    /// <summary>With -Force a route may be replaced, but not simply removed.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_route_is_given_up_only_for_ours(bool isRemoved)
    {
        var sandbox = new SandboxWorld();
        var world = new WatchedWorld(sandbox);
        var guilty = new Guilty("Ec2.ReplaceRoute", () => sandbox.Look(state =>
            isRemoved ? Table(state).Routes.RemoveAll(route => route.Destination == "10.98.0.0/16") : 0));
        var run = new Run(world, guilty);
        await run.PlayAsync(new Outside("AddRoute", "rtb-0a1b2c3d4e5f60001 10.30.0.0/20 igw-0123456789abcdef0"));
        await run.PlayAsync(new Outside("AddRoute", "rtb-0a1b2c3d4e5f60001 10.98.0.0/16 igw-0123456789abcdef0"));

        var playing = run.PlayAsync(new Pipeline(
            new Cmdlet(AwsGuide.New()), new Cmdlet(new AddPeeringRequest(), vpc => [AwsGuide.Pair((Vpc)vpc)]),
            new Cmdlet(new ApprovePeeringRequest { Force = true })));

        if (isRemoved) await Assert.ThrowsAsync<Xunit.Sdk.FailException>(() => playing);
        else await playing;
        Assert.Empty(run.Errors);
        Assert.Contains(run.Changes, change => change.Action == "ReplaceRoute");
    }

    private static TimescaleVpc.Sandbox.Arm.VNet Hub(World world) =>
        world.Arm.Networks.First(network => network.Name == "Hub-VNet");

    private static TimescaleVpc.Sandbox.Arm.VNet Network(World world) =>
        world.Arm.Networks.First(network => network.ArmId.Contains("Network-RG", StringComparison.Ordinal)
            && network.Name == "Prod-VNet");

    private static AwsRouteTable Table(World world) =>
        world.Aws.Tables.Find(table => table.Id == "rtb-0a1b2c3d4e5f60001")!;

    private static AwsPeering Pcx(World world) => world.Aws.Peerings.Find(Stranger)!;

    private static Application Ours(World world) =>
        world.Entra.Customer.Applications.Find(app => app.Tags.Contains(AzureNames.ProjectTag("demo-mst")))!;

    /// <summary>Does something of its own, once, when a request of a kind comes by.</summary>
    private sealed class Guilty(string kind, Action deed) : Part
    {
        private bool isDone;

        public override Task<HttpResponseMessage> SendAsync(Exchange exchange, Func<Task<HttpResponseMessage>> next)
        {
            if (exchange.Kind != kind || isDone) return next();
            isDone = true;
            deed();
            return next();
        }
    }

    /// <summary>Says that a deletion is done, and does nothing.</summary>
    private sealed class Liar(string kind) : Part
    {
        public override Task<HttpResponseMessage> SendAsync(Exchange exchange, Func<Task<HttpResponseMessage>> next) =>
            exchange.Kind != kind ? next() : Task.FromResult(new HttpResponseMessage(HttpStatusCode.NoContent)
            {
                RequestMessage = exchange.Request, Content = new ByteArrayContent([]),
            });
    }
}
