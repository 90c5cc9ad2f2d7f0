using System.Collections;
using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Sessions;
using TimescaleVpc.Tests.Scenarios;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Privilege;

/// <summary>Both walkthroughs, there and back, and the side roads that need a right of their own.</summary>
internal static class PrivilegeScenarios
{
    private const string MainTable = "rtb-0a1b2c3d4e5f60001";
    private const string DefaultGroup = "sg-0a1b2c3d4e5f60001";

    private const string ProdVNet = "/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590/resourceGroups/Network-RG"
        + "/providers/Microsoft.Network/virtualNetworks/Prod-VNet";

    private const string OtherRG = "/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590/resourceGroups/Other-RG"
        + "/providers/Microsoft.Network/";

    /// <summary>
    /// A subnet's filter and routes, and an interface whose group would stop it if it were in the VNet: they are read
    /// where they are.
    /// </summary>
    private static readonly Step[] Surroundings =
    [
        new Outside("AddNetworkInterface", $"{OtherRG}virtualNetworks/Prod-VNet name=other-nic"),
        new Outside("AddSecurityRule", $"{OtherRG}networkInterfaces/other-nic"),
        new Outside("AddSecurityRule", $"{ProdVNet} destination=Internet"),
        new Outside("AddUserRoute", $"{ProdVNet} prefix=0.0.0.0/0;address=10.1.0.4"),
    ];

    private static readonly Pipeline Grant = Pipeline.Of(Walk.Pair(), Walk.GrantRequest);
    private static readonly Pipeline Add = Pipeline.After<AzurePeerGrant>(new AddPeeringRequest());
    private static readonly Pipeline Approve = Pipeline.After<VpcPeering>(new ApprovePeeringRequest());
    private static readonly Pipeline Wait = Pipeline.After<VpcPeering>(new WaitPeeringRequest());
    private static readonly Pipeline NewVpc = Pipeline.Of(AwsGuide.New());
    private static readonly Step[] Peered = [Grant, Add, Approve, Wait];

    private static readonly Step[] AddedAws =
        [NewVpc, Pipeline.After<Vpc>(new AddPeeringRequest(), vpc => AwsGuide.Pair(vpc))];

    private static readonly GrantEgressRequest EgressOfInstance = new() { AttachTo = ["i-0a1b2c3d4e5f60001"] };

    private static readonly Step[] ReadyAws =
        [.. AddedAws, Approve, Pipeline.After<VpcPeering>(EgressOfInstance), Wait];

    private static readonly PeeringRef Planned =
        new(null, new VpcRef(null, Walk.West), new VNetRef(null, "Network-RG/Prod-VNet"));

    private static readonly PeeringRef PlannedAws =
        new(null, new VpcRef(null, "prod"), new VNetRef(null, AwsGuide.East));

    private static readonly Pipeline Revoke =
        Pipeline.Of(Walk.Pair(vnet: "Network-RG/Prod-VNet"), new RevokePeerRoleRequest());

    private static readonly Pipeline GetAws =
        Pipeline.Of(new PeeringRef(null, new VpcRef(null, "prod")), new GetPeeringRequest());

    private static readonly Check Undone = new(run => Assert.True(run.Last<PeeringUndo>()!.IsComplete));

    /// <summary>Another peering keeps the application, so its forgotten credential has to go by itself.</summary>
    private static readonly Step[] Left =
    [
        Grant, Add, new InjectedFault(new SandboxFault { Kind = "Graph.RemovePassword", Status = 403 }), Approve,
        Pipeline.Of(Walk.Pair(), Walk.GrantRequest with { ResourceGroupName = "Other-RG" }), Add,
    ];

    private static readonly Pipeline Repair = new(new Cmdlet(new RepairPeeringRequest()))
    {
        First = run => run.Cmdlets.Last(cmdlet => cmdlet.Request is TestPeeringRequest).Said.Outputs,
    };

    public static readonly Scenario[] All =
    [
        new("Azure",
        [
            Pipeline.Of(new GetVpcRequest { CloudName = Walk.West }),
            Pipeline.Of(new GetVNetRequest { Name = "Prod-VNet" }),
            .. Surroundings,
            Pipeline.Of(Planned, new TestPeeringRequest()),
            .. Peered, Grant, Pipeline.Of(new GetPeeringRequest()), Pipeline.Of(new TestPeeringRequest()),
            Pipeline.Of(new ExportTopologyRequest()),
            Of<WaitPeeringRequest>(new SetServiceRequest { Service = ["mst-metrics"] }),
            Pipeline.Of(new GetServiceRequest { Service = ["mst-metrics"] }),
            Pipeline.After<ServiceVpc>(new TestServiceRequest()),
            Pipeline.Of(new SetServiceRequest { Service = ["mst-metrics"], Public = true }),
            Of<WaitPeeringRequest>(new RemovePeeringRequest(), peering => new PeeringRef(peering)), Revoke,
        ]),
        new("Azure, undone",
        [
            .. Peered, Pipeline.After<VpcPeering>(new SetServiceRequest { Service = ["mst-metrics"] }),
            Pipeline.After<VpcPeering>(new UndoPeeringRequest { IncludeService = true }),
            Undone, new Check(run => Assert.Empty(Except(run))),
        ]),
        // While a role spreads, it is looked up whether it is there at all.
        new("Azure, slow roles and a certificate", Grant, Add,
            Pipeline.After<VpcPeering>(new ApprovePeeringRequest { UseCertificate = true },
                addedPeering => addedPeering with { ServicePrincipalId = null }))
        {
            Habits = settings =>
            {
                settings.RolePropagation = TimeSpan.FromMinutes(5);
                settings.PlatformRolePropagation = TimeSpan.Zero;
            },
        },
        new("Azure, after a killed run",
            new InjectedFault(new SandboxFault { Kind = "Graph.CreateServicePrincipal", Status = 400, Skip = 1 }),
            Grant with { Fails = true }, Grant),
        new("Azure, tags of the user", Grant, new Passing(TimeSpan.FromMinutes(2)),
            Pipeline.Of(Walk.Pair(), Walk.GrantRequest with { Tag = new Hashtable { ["owner"] = "network" } })),
        new("Azure, changed ranges",
        [
            .. Peered, AllScenarios.GrowPlatform, AllScenarios.GrowVNet,
            Pipeline.Of(new GetPeeringRequest()),
            Of<GetPeeringRequest>(new UpdatePeeringRequest()),
            AllScenarios.GrowVNet,
            Of<UpdatePeeringRequest>(new UpdatePeeringRequest { Recreate = true, Force = true }),
            Pipeline.After<VpcPeering>(new ApprovePeeringRequest { AllowGatewayTransit = true }),
        ]),
        new("Azure, a stale link",
        [
            .. Peered, new Outside("PlatformRejects", VNet), Pipeline.After<VpcPeering>(new AddPeeringRequest()),
        ]),
        new("Azure, a stale link, seen late",
        [
            .. Peered, new Outside("DeletePlatformHalf", VNet), new Outside("SetPeeringState:PENDING_PEER", VNet),
            Approve,
        ]),
        new("Azure, a credential left behind",
        [
            .. Left, Of<ApprovePeeringRequest>(new RemovePeeringRequest(), peering => new PeeringRef(peering)), Revoke,
        ]),
        new("Azure, a credential left behind, undone", [.. Left, Of<ApprovePeeringRequest>(new UndoPeeringRequest())]),
        new("Managed service, its VPCs",
            Pipeline.Of(new NewVpcRequest { CloudName = Walk.West, Cidr = "10.210.0.0/24" }),
            Pipeline.After<Vpc>(new RemoveVpcRequest(), vpc => new VpcRef(vpc, null))),
        new("Managed service on AWS",
            Pipeline.Of(new AwsPeerPair(new VpcRef(null, AllScenarios.ManagedAws), new AwsVpcRef(null, AwsGuide.East)),
                new AddPeeringRequest()),
            Approve, Wait, new Outside("AddVpcCidr", $"{AwsGuide.East} 10.52.0.0/16"),
            Pipeline.After<VpcPeering>(new UpdatePeeringRequest { Force = true }),
            Pipeline.After<VpcPeering>(new UndoPeeringRequest()))
        {
            Before = [new Outside("AddVpc", AllScenarios.ManagedAws)],
        },
        new("AWS",
        [
            Pipeline.Of(new GetAwsVpcRequest()), NewVpc, Pipeline.Of(PlannedAws, new TestPeeringRequest()),
            // A diagnosis without a right to change anything says so, and does not fail.
            new Check(run => Assert.All(run.Cmdlets[^1].Said.Outputs.OfType<PeeringFinding>(), finding =>
                Assert.Contains(finding.Id, new[] { "AwsRightsMissing", "AwsEgressRightsMissing", "NotRead" }))),
            .. AddedAws, Pipeline.Of(new GetVpcRequest { Name = "prod" }),
            new Outside("AddRoute", $"{MainTable} 10.30.0.0/20 igw-0123456789abcdef0"),
            // The name is a tag that the policy lets pass; others are added to it.
            Pipeline.After<VpcPeering>(new ApprovePeeringRequest
            {
                Force = true, AllowDns = true, Tag = new Hashtable { ["Name"] = "to the database" },
            }),
            Pipeline.After<VpcPeering>(EgressOfInstance), Wait, Pipeline.Of(new GetPeeringRequest()),
            Pipeline.Of(new TestPeeringRequest()), Pipeline.Of(new ExportTopologyRequest()),
            Of<WaitPeeringRequest>(new SetServiceRequest { Service = ["metrics"] }),
            Pipeline.Of(new GetServiceRequest { Service = ["metrics"] }),
            Pipeline.After<ServiceVpc>(new TestServiceRequest()),
            Pipeline.Of(new SetServiceRequest { Service = ["metrics"], Public = true }),
            new Outside("AddVpcCidr", $"{AwsGuide.East} 10.52.0.0/16"),
            Of<WaitPeeringRequest>(new UpdatePeeringRequest { Force = true }),
            Of<UpdatePeeringRequest>(new RevokeEgressRequest()),
            Of<UpdatePeeringRequest>(new RemovePeeringRequest(), peering => new PeeringRef(peering)),
            Of<UpdatePeeringRequest>(
                new RenameVpcRequest { NewName = "renamed" }, peering => new VpcRef(null, peering.VpcId)),
            Of<UpdatePeeringRequest>(new RemoveVpcRequest(), peering => new VpcRef(null, peering.VpcId)),
        ]),
        new("AWS, undone",
        [
            .. AddedAws, Approve, Pipeline.After<VpcPeering>(EgressOfInstance), Wait,
            Pipeline.After<VpcPeering>(new SetServiceRequest { Service = ["metrics"] }),
            Pipeline.After<VpcPeering>(new UndoPeeringRequest { IncludeService = true }),
            Undone, new Check(run => Assert.Equal("Cloud.Vpc", Assert.Single(Except(run)).Kind)),
        ]),
        new("AWS, a group of somebody else",
        [
            .. AddedAws, Pipeline.After<VpcPeering>(
                new ApprovePeeringRequest { SubnetId = ["subnet-0a1b2c3d4e5f60001"] }),
            new Outside(CloseAsync),
            Of<ApprovePeeringRequest>(new GrantEgressRequest { SecurityGroupId = DefaultGroup }),
            Pipeline.After<VpcPeering>(new RevokeEgressRequest()),
            Of<ApprovePeeringRequest>(new GrantEgressRequest { SecurityGroupId = DefaultGroup }),
            Pipeline.After<VpcPeering>(new UndoPeeringRequest()),
        ]),
        new("AWS, a request that is not accepted",
        [
            .. AddedAws, new Passing(TimeSpan.FromMinutes(1)),
            Of<AddPeeringRequest>(new RemovePeeringRequest(), peering => new PeeringRef(peering)),
            Pipeline.After<Vpc>(new AddPeeringRequest(), vpc => AwsGuide.Pair(vpc)),
            new Passing(TimeSpan.FromMinutes(1)),
            Of<AddPeeringRequest>(new UndoPeeringRequest()),
        ]),
        // A refused write is looked into: the role may be missing, or be spreading.
        new("Azure, ranges, with a role that Azure is spreading",
        [
            .. Peered, AllScenarios.GrowPlatform,
            new InjectedFault(new SandboxFault { Kind = "Arm.PutPeering", Status = 403, Code = "AuthorizationFailed" }),
            Of<WaitPeeringRequest>(new UpdatePeeringRequest()),
        ]),
        // A repair reads both clouds, and only needs what it reads in that of the peering.
        new("Azure, a grant that was cut off, mended",
            new InjectedFault(new SandboxFault { Kind = "Arm.PutRoleAssignment", Status = 403 }),
            Grant with { Fails = true },
            Pipeline.Of(new TestPeeringRequest()), Repair),
        new("Azure, rejected, mended",
            [.. Surroundings, .. Peered, .. Mended<WaitPeeringRequest>("PlatformRejects", peering => peering.VNetId!)]),
        new("Azure, principal and role, mended",
        [
            .. Peered, .. Mended<WaitPeeringRequest>("DeleteServicePrincipal", peering => peering.PlatformAppId!),
            .. Mended<WaitPeeringRequest>("DeleteRoleDefinition", peering => peering.OwnRoleId!),
        ]),
        new("Azure, link and ranges, mended",
        [
            .. Peered, .. Mended<WaitPeeringRequest>("DeleteLink",
                peering => $"{peering.VNetId}/virtualNetworkPeerings/{peering.LinkName}"),
            AllScenarios.GrowPlatform, Of<WaitPeeringRequest>(new TestPeeringRequest()), Repair,
        ]),
        new("Azure, application, mended",
        [
            .. Peered, .. Mended<WaitPeeringRequest>("DeleteApplication", peering => peering.AppId!)[..^1],
            new InjectedFault(new SandboxFault { Kind = "Graph.CreateServicePrincipal", Status = 400 }),
            Repair with { Fails = true }, Of<WaitPeeringRequest>(new TestPeeringRequest()), Repair,
        ]),
        new("AWS, disabled, mended",
        [
            .. AddedAws, .. Mended<AddPeeringRequest>("SetCloudPeeringStatus:DISABLED", _ => "*"),
            GetAws, Pipeline.After<VpcPeering>(EgressOfInstance), Wait,
            .. Mended<WaitPeeringRequest>("SetCloudPeeringStatus:DISABLED", _ => "*"),
        ]),
        new("AWS, a route and a group, mended",
        [
            .. ReadyAws,
            .. Mended<WaitPeeringRequest>("DeleteRoute", peering => $"{peering.RouteTableIds[0]} {peering.VpcCidr}"),
            .. Mended<WaitPeeringRequest>("RemoveEgressRule", peering => peering.SecurityGroupId!),
            .. Mended<WaitPeeringRequest>("AddEgressRule", peering => $"{peering.SecurityGroupId} all * 0.0.0.0/0"),
        ]),
        new("AWS, a connection, mended",
            [.. ReadyAws, .. Mended<WaitPeeringRequest>("DeletePeering", peering => peering.AwsPeeringId!)]),
        new("AWS, forgotten by the platform, mended",
        [
            .. ReadyAws, new Outside("DeleteCloudPeering", run => run.Last<VpcPeering>()!.PeeringId!),
            new Passing(TimeSpan.FromMinutes(10)), Of<WaitPeeringRequest>(new TestPeeringRequest()), Repair,
        ]),
    ];

    /// <summary>Plays a scenario with the rights that are given for each cmdlet; it ends at its first error.</summary>
    public static async Task<(Run Run, RightsGuard Guard)> PlayAsync(Scenario scenario, Func<string, Rights> rights)
    {
        var world = scenario.NewWorld();
        await new Run(world).PlayAsync(scenario.Before);
        var guard = new RightsGuard(rights);
        var run = new Run(world, guard)
        {
            SignIn = new() { SessionId = 2, Subscription = "Demo Subscription" }, StopsAtErrors = true,
        };
        await run.PlayAsync(scenario.Steps);
        return (run, guard);
    }

    /// <summary>One cmdlet that gets the peering that another one emitted last.</summary>
    private static Pipeline Of<TRequest>(StageRequest request, Func<VpcPeering, object>? take = null)
        where TRequest : StageRequest => new(new Cmdlet(request))
        {
            First = run => run.Cmdlets.LastOrDefault(cmdlet => cmdlet.Request is TRequest) is { } last
                ? last.Said.Outputs.OfType<VpcPeering>().Select(take ?? (peering => peering)) : [],
        };

    /// <summary>A break from outside, what Test-VpcPeering finds then, and the repair of all of it.</summary>
    private static Step[] Mended<TRequest>(string change, Func<VpcPeering, string> target)
        where TRequest : StageRequest =>
    [
        new Outside(change, run => target(run.Last<VpcPeering>()!)), Of<TRequest>(new TestPeeringRequest()), Repair,
    ];

    private static string VNet(Run run) => run.Last<VpcPeering>()!.VNetId!;

    /// <summary>An administrator takes the rule out of a group that lets everything out.</summary>
    private static async Task CloseAsync(Run run)
    {
        run.World.Change("SetAwsPolicy:sandbox",
            """{ "Statement": { "Effect": "Allow", "Action": "*", "Resource": "*" } }""");
        var state = SessionState.Of(run.Session!);
        using var work = state.Clock.Work();
        var aws = await state.SignInAsync<AwsAccount>(CancellationToken.None);
        await aws.Ec2().RevokeSecurityGroupEgressAsync(DefaultGroup, [Ec2Permission.AllOut], CancellationToken.None);
    }

    /// <summary>What is new, but for the role of the admin, which the guard gives.</summary>
    private static SandboxItem[] Except(Run run) =>
        [.. run.World.Inventory().Except(((WatchedWorld)run.World).Start)
            .Where(item => !item.Name.StartsWith(RightsGuard.RoleName, StringComparison.Ordinal)
                && !item.Properties.Contains(RightsGuard.AdminId, StringComparison.Ordinal))];
}
