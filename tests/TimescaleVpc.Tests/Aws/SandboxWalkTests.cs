using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.TimescaleCloud;
using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Sandbox;

namespace TimescaleVpc.Tests.Aws;

/// <summary>Both clients against the sandbox, which checks signatures, parameters and states as AWS does.</summary>
public sealed class SandboxWalkTests : IDisposable
{
    private const string MainVpc = "vpc-0a1b2c3d4e5f60718";
    private const string Range = "10.30.0.0/20";

    private readonly SandboxWorld world = new();
    private readonly Wire wire;
    private readonly WorkClock clock;

    public SandboxWalkTests()
    {
        clock = new WorkClock(((VpcSandbox)world).Time, ((VpcSandbox)world).Activity);
        wire = new Wire(clock, ((VpcSandbox)world).CreateHandler());
    }

    private SandboxSignIn SignIn => ((VpcSandbox)world).SignIn;

    public void Dispose() => wire.Dispose();

    [Fact]
    public async Task The_whole_guide_goes_through()
    {
        using var work = clock.Work();
        using var clients = Clients(0);
        var tiger = await TigerAsync();
        var ec2 = clients.Ec2();
        var accountId = await clients.Sts().GetCallerAccountAsync(default);
        Assert.Equal(SignIn.AwsCredentials[0].Account, accountId);

        var (vpc, _) = await tiger.CreateVpcAsync("prod", Range, "us-east-1", default);
        await clock.DelayAsync(TimeSpan.FromSeconds(30), default);
        var peering = await tiger.CreatePeeringAsync(vpc.VpcId, accountId, "us-east-1", MainVpc, default);
        peering = await UntilAsync(
            async () => (await tiger.ListPeeringsAsync(vpc.VpcId, default))!.Single(item => item.Id == peering.Id),
            item => item.AwsPeeringId is not null);
        var pcx = peering.AwsPeeringId!;

        // A request of another account may be invisible for some seconds.
        var request = await UntilAsync(() => FindAsync(ec2, pcx), item => item is not null);
        Assert.Equal(Ec2PeeringStates.PendingAcceptance, request!.Status);
        Assert.Equal((accountId, MainVpc), (request.Accepter.OwnerId, request.Accepter.VpcId));
        Assert.NotNull(request.Expires);
        await ec2.Rehearsal.AcceptVpcPeeringConnectionAsync(pcx, default);
        Assert.Equal(Ec2PeeringStates.PendingAcceptance, (await FindAsync(ec2, pcx))!.Status);

        var acceptedPeering = await ec2.AcceptVpcPeeringConnectionAsync(pcx, default);
        Assert.Equal(Ec2PeeringStates.Provisioning, acceptedPeering!.Status);
        var active = await UntilAsync(() => FindAsync(ec2, pcx), item => item!.Status == Ec2PeeringStates.Active);
        Assert.Equal([Range], active!.Requester.Cidrs);
        Assert.Equal(["10.50.0.0/16", "10.51.0.0/16"], active.Accepter.Cidrs);
        var again = await Assert.ThrowsAsync<Ec2Exception>(() => ec2.AcceptVpcPeeringConnectionAsync(pcx, default));
        Assert.True(again.Is(Ec2Codes.InvalidStateTransition), again.Code);
        await ec2.CreateTagsAsync(pcx, new Dictionary<string, string> { ["Name"] = "prod" }, default);
        await ec2.AllowDnsAsync(pcx, default);
        Assert.True((await FindAsync(ec2, pcx))!.Accepter.AllowsDns);

        await RouteAsync(ec2, pcx);
        await GroupAsync(ec2);

        var service = (await tiger.ListServicesAsync(default))[0];
        await tiger.AttachAsync(service.Id, vpc.VpcId, default);
        var movedService = await UntilAsync(
            () => tiger.GetServiceAsync(service.Id, default),
            item => item!.VpcId == vpc.VpcId && item.Record.Host.Contains(".vpc.", StringComparison.Ordinal));
        Assert.NotEqual(service.Record.Host, movedService!.Record.Host);
        await UntilAsync(() => tiger.GetServiceAsync(service.Id, default), item => item!.Record.State == "READY");
        await tiger.DetachAsync(service.Id, vpc.VpcId, default);
        await UntilAsync(
            () => tiger.GetServiceAsync(service.Id, default),
            item => item!.VpcId is null && item.Record.State == "READY");

        await tiger.RenameVpcAsync(vpc.VpcId, "prod2", default);
        Assert.Equal("prod2", (await tiger.GetVpcAsync(vpc.VpcId, default))!.Vpc.Name);
        await ec2.DeleteVpcPeeringConnectionAsync(pcx, default);
        await tiger.DeletePeeringAsync(vpc.VpcId, peering.Id!, default);
        await clock.DelayAsync(TimeSpan.FromMinutes(6), default);
        await tiger.DeleteVpcAsync(vpc.VpcId, default);
    }

    [Fact]
    public async Task A_profile_without_rights_is_told_which_one_it_lacks()
    {
        using var work = clock.Work();
        // The second profile may read and nothing else; the stranger's request waits from the beginning.
        using var clients = Clients(1);
        var waitingPeering = Assert.Single(await clients.Ec2().DescribeVpcPeeringConnectionsAsync(
            Ec2Query.Where("status-code", Ec2PeeringStates.PendingAcceptance), default));
        foreach (var ec2 in new[] { clients.Ec2(), clients.Ec2().Rehearsal })
        {
            var refusal = await Assert.ThrowsAsync<Ec2Exception>(
                () => ec2.RejectVpcPeeringConnectionAsync(waitingPeering.Id, default));
            Assert.True(refusal.IsPermission);
            Assert.Equal("ec2:RejectVpcPeeringConnection", refusal.Action);
        }
    }

    [Fact]
    public async Task What_each_profile_may_do_is_known_without_doing_it()
    {
        using var work = clock.Work();
        var (before, pcx) = (((VpcSandbox)world).Inventory(), "pcx-0a1b2c3d4e5fbad01");
        var changes = new (string Action, Func<Ec2Api, Task> Change)[]
        {
            ("ec2:AcceptVpcPeeringConnection", ec2 => ec2.AcceptVpcPeeringConnectionAsync(pcx, default)),
            ("ec2:CreateRoute", ec2 => ec2.CreateRouteAsync("rtb-0a1b2c3d4e5f60001", Range, pcx, default)),
            ("ec2:CreateSecurityGroup",
                ec2 => ec2.CreateSecurityGroupAsync(new Ec2NewGroup(MainVpc, "timescale", "x"), default)),
        };
        // Everything; reading only; and all but a stranger's request.
        foreach (var (profile, expected) in new[] { (0, "YYY"), (1, "NNN"), (2, "NYY") })
        {
            using var clients = Clients(profile);
            var rights = new List<Ec2Right>();
            foreach (var (action, change) in changes) rights.Add(await clients.Ec2().MayAsync(action, change));
            Assert.Equal(expected, string.Concat(rights.Select(right => right.IsAllowed == true ? 'Y' : 'N')));
            Assert.Equal(changes.Select(item => item.Action), rights.Select(right => right.Action));
            Assert.Single(await clients.Ec2().DescribeNetworkAclsAsync(Ec2Query.All, default));
        }

        Assert.Equal(before, ((VpcSandbox)world).Inventory());
    }

    [Fact]
    public async Task Whether_a_vpc_resolves_names_is_read()
    {
        using var work = clock.Work();
        using var clients = Clients(0);
        Assert.True(await clients.Ec2().ResolvesNamesAsync(MainVpc, default));
        world.Change("DisableDnsSupport", MainVpc);
        Assert.False(await clients.Ec2().ResolvesNamesAsync(MainVpc, default));
        using var bench = Ec2Bench.Answering("<DescribeVpcAttributeResponse><vpcId>vpc-1</vpcId>"
            + "<enableDnsHostnames><value>true</value></enableDnsHostnames></DescribeVpcAttributeResponse>");
        var error = await Assert.ThrowsAsync<TimescaleVpcException>(
            () => bench.Ec2.ResolvesNamesAsync("vpc-1", default));
        Assert.Equal("UnreadableAnswer", error.ErrorId);
    }

    [Fact]
    public async Task Wrong_keys_and_a_region_apart_are_refused()
    {
        using var work = clock.Work();
        var keys = new GivenKeys(SignIn.AwsCredentials[0].AccessKeyId, new Secret("wrong"));
        using var otherRegion = new AwsClients(wire, AwsSignIn.From(keys, "us-east-1"));
        var refusal = await Assert.ThrowsAsync<Ec2Exception>(
            () => otherRegion.Ec2().DescribeVpcsAsync(Ec2Query.All, default));
        Assert.Equal("AwsKeysRejected", refusal.ToError().ErrorId);

        using var clients = Clients(0);
        Assert.NotNull(Assert.Single(await clients.Ec2().DescribeVpcsAsync(Ec2Query.ById(MainVpc), default)));
        refusal = await Assert.ThrowsAsync<Ec2Exception>(
            () => clients.Ec2("eu-west-1").DescribeVpcsAsync(Ec2Query.ById(MainVpc), default));
        Assert.True(refusal.Is(Ec2Codes.VpcNotFound));
    }

    private static async Task<Ec2Peering?> FindAsync(Ec2Api ec2, string pcx)
    {
        var peerings = await ec2.DescribeVpcPeeringConnectionsAsync(Ec2Query.All, default);
        return peerings.FirstOrDefault(item => item.Id == pcx);
    }

    private async Task RouteAsync(Ec2Api ec2, string pcx)
    {
        var tables = await ec2.DescribeRouteTablesAsync(Ec2Query.Where("vpc-id", MainVpc), default);
        var main = Assert.Single(tables, table => table.IsMain);
        await ec2.CreateRouteAsync(main.Id, Range, pcx, default);
        var twice = await Assert.ThrowsAsync<Ec2Exception>(() => ec2.CreateRouteAsync(main.Id, Range, pcx, default));
        Assert.True(twice.Is(Ec2Codes.RouteAlreadyExists), twice.Code);
        await ec2.ReplaceRouteAsync(main.Id, Range, pcx, default);
        await clock.DelayAsync(TimeSpan.FromSeconds(10), default);

        var routeTables = await ec2.DescribeRouteTablesAsync(Ec2Query.Where("vpc-id", MainVpc), default);
        var route = Assert.Single(routeTables.SelectMany(table => table.Routes), one => one.PeeringId == pcx);
        Assert.Equal((Range, "active"), (route.Destination, route.State));
        await ec2.DeleteRouteAsync(main.Id, Range, default);
        var refusal = await Assert.ThrowsAsync<Ec2Exception>(() => ec2.DeleteRouteAsync(main.Id, Range, default));
        Assert.True(refusal.Is("InvalidRoute.NotFound"), refusal.Code);
    }

    private async Task GroupAsync(Ec2Api ec2)
    {
        var tags = new Dictionary<string, string> { ["timescalevpc"] = "x" };
        var id = await ec2.CreateSecurityGroupAsync(
            new Ec2NewGroup(MainVpc, "timescale", "To Timescale") { Tags = tags }, default);
        await clock.DelayAsync(TimeSpan.FromSeconds(10), default);
        await ec2.AuthorizeSecurityGroupEgressAsync(
            id, [Ec2Permission.Tcp(5432, Range, "to Timescale")], default);
        await ec2.RevokeSecurityGroupEgressAsync(id, [Ec2Permission.AllOut], default);
        var group = Assert.Single(await ec2.DescribeSecurityGroupsAsync(Ec2Query.ById(id), default));
        Assert.Equal(tags, group.Tags);
        var rule = Assert.Single(group.Outbound);
        Assert.Equal(("tcp", Range), (rule.Protocol, Assert.Single(rule.Ranges).Cidr));

        var card = (await ec2.DescribeNetworkInterfacesAsync(Ec2Query.Where("vpc-id", MainVpc), default))[0];
        await ec2.ModifyNetworkInterfaceAttributeAsync(card.Id, [.. card.GroupIds, id], default);
        Assert.Equal(card.Id, Assert.Single(await ec2.DescribeNetworkInterfacesAsync(
            Ec2Query.Where("group-id", id), default)).Id);
        var refusal = await Assert.ThrowsAsync<Ec2Exception>(() => ec2.DeleteSecurityGroupAsync(id, default));
        Assert.True(refusal.Is(Ec2Codes.DependencyViolation), refusal.Code);
        await ec2.ModifyNetworkInterfaceAttributeAsync(card.Id, card.GroupIds, default);
        await ec2.RevokeSecurityGroupEgressAsync(id, [rule], default);
        await ec2.DeleteSecurityGroupAsync(id, default);
        Assert.NotEmpty(await ec2.DescribeSubnetsAsync(Ec2Query.Where("vpc-id", MainVpc), default));
    }

    private async Task<T> UntilAsync<T>(Func<Task<T>> read, Func<T, bool> isDone)
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            var item = await read();
            if (isDone(item)) return item;
            await clock.DelayAsync(TimeSpan.FromSeconds(5), default);
        }

        throw new TimeoutException();
    }

    private AwsClients Clients(int number)
    {
        var credential = SignIn.AwsCredentials[number];
        var keys = new GivenKeys(credential.AccessKeyId, new Secret(credential.SecretKey));
        return new AwsClients(wire, AwsSignIn.From(keys, credential.Region));
    }

    private async Task<TigerApi> TigerAsync()
    {
        var transport = new TigerTransport(
            wire, TigerTransport.PublicApi, SignIn.CloudPublicKey, new Secret(SignIn.CloudSecretKey));
        var identity = await TigerApi.GetIdentityAsync(transport, default);
        Assert.Equal(SignIn.CloudProject, identity.ProjectId);
        return new TigerApi(transport, identity.ProjectId!);
    }
}
