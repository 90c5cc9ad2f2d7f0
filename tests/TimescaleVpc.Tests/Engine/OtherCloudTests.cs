using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Engine;

/// <summary>
/// A peering in a cloud that is neither Azure nor AWS is shown as what it is, and nothing of it is changed.
/// </summary>
public sealed class OtherCloudTests
{
    private const string Google = "timescale-google-europe-west1";

    [Fact]
    public async Task It_is_shown_with_its_own_network()
    {
        var (walk, peering) = await PeeredAsync();

        Assert.Equal("my-project/my-network", peering.NetworkId);
        Assert.Null(peering.AwsVpcId);
        Assert.Null(peering.VNetId);
        Assert.Contains("this module peers Azure VNets and AWS VPCs", peering.NextStep, StringComparison.Ordinal);
        Assert.EndsWith("my-project/my-network", peering.ToString(), StringComparison.Ordinal);
        foreach (var name in new[] { "my-*", peering.NetworkId, peering.NetworkId?.ToUpperInvariant() })
        {
            var reference = new PeeringRef(null, null, new VNetRef(null, name));
            var foundPeering = await walk.OneAsync<VpcPeering>(new GetPeeringRequest(), reference);
            Assert.Equal(peering.NetworkId, foundPeering.NetworkId);
        }
    }

    [Fact]
    public async Task Nothing_of_it_is_changed()
    {
        var (walk, peering) = await PeeredAsync();
        var before = walk.Mutations;

        foreach (var request in new StageRequest[]
        {
            new AddPeeringRequest(), new ApprovePeeringRequest(), new WaitPeeringRequest(), new RemovePeeringRequest(),
            new UndoPeeringRequest(), new UpdatePeeringRequest(),
        })
        {
            var error = await walk.FailsAsync("CloudUnsupported", request, peering);
            Assert.Contains(Google, error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(before, walk.Mutations);
    }

    /// <summary>The platform is still at work; no command of another cloud is told.</summary>
    [Fact]
    public async Task It_is_looked_into_and_drawn_as_far_as_the_platform_shows_it()
    {
        var (walk, peering) = await PeeredAsync();
        var before = walk.Mutations;
        var vpc = await walk.OneAsync<Vpc>(new GetVpcRequest(), new VpcRef(null, peering.VpcId));
        Assert.Null(vpc.NextStep);

        var findings = await walk.RunAsync<PeeringFinding>(new TestPeeringRequest(), null, new PeeringRef(peering));
        var finding = Assert.Single(findings, item => item.NetworkId == peering.NetworkId);
        Assert.Equal(("APPROVED", "PeeringInProgress"), (peering.State, finding.Id));
        Assert.DoesNotContain("-AwsVpc", $"{finding.Remedy} {finding.Command}", StringComparison.Ordinal);

        var picture = await walk.OneAsync<string>(new ExportTopologyRequest { As = "Json" }, new VpcRef(vpc, null));
        Assert.Contains(peering.NetworkId!, picture, StringComparison.Ordinal);
        Assert.Equal(before, walk.Mutations);
    }

    [Fact]
    public async Task Its_VPC_is_peered_with_no_network_of_ours()
    {
        var (walk, peering) = await PeeredAsync();
        await walk.FailsAsync("VpcNotOnAzure", Walk.GrantRequest, Walk.Pair(vpc: peering.VpcId));
        var pair = new AwsPeerPair(new VpcRef(null, peering.VpcId), new AwsVpcRef(null, "vpc-0a1b2c3d4e5f60718"));
        await walk.FailsAsync("VpcNotOnAws", new AddPeeringRequest(), pair);
        var names = new PeeringRef(null, new VpcRef(null, peering.VpcId), new VNetRef(null, "another"));
        await walk.FailsAsync("CloudUnsupported", new UndoPeeringRequest(), names);
        await walk.FailsAsync("CloudUnsupported", new UndoPeeringRequest(), names with { Network = pair.AwsVpc });
    }

    [Fact]
    public async Task Its_network_is_offered_to_no_parameter_of_another_cloud()
    {
        var (walk, peering) = await PeeredAsync();
        foreach (var words in CloudWords.All)
        {
            Assert.Empty(await walk.RunAsync<CompletionItem>(
                new CompletionRequest(CompletionKind.Peer) { Cloud = words.Cloud, Vpc = peering.VpcId }, null, [null]));
        }
    }

    /// <summary>The roles belong to Azure, so a peering of any other cloud is refused by the name of that.</summary>
    [Fact]
    public async Task A_peering_of_another_cloud_has_no_roles_in_Azure()
    {
        var (walk, googlePeering) = await PeeredAsync();
        var awsPeering = await AwsGuide.AddedAsync(walk);
        var before = walk.Mutations;
        foreach (var request in new StageRequest[] { new GrantPeerRoleRequest(), new RevokePeerRoleRequest() })
        {
            var error = await walk.FailsAsync("VpcNotOnAzure", request, googlePeering);
            Assert.Contains(Google, error.Message, StringComparison.Ordinal);
            error = await walk.FailsAsync("CloudHasPrivateLinkOnly", request, awsPeering);
            Assert.Contains("'us-east-1'", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(before, walk.Mutations);
    }

    [Fact]
    public async Task A_peering_in_Azure_names_VPC_and_VNet_of_its_roles()
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.PeerAsync();
        var grant = await walk.OneAsync<AzurePeerGrant>(Walk.GrantRequest with { ResourceGroupName = null }, peering);
        Assert.Equal((peering.VpcId, peering.VNetId), (grant.Vpc.VpcId, grant.VNet.VNetId));
        Assert.Empty(grant.Changes);
    }

    /// <summary>Without the platform's list nothing tells what another peering needs.</summary>
    [Fact]
    public async Task A_session_without_a_platform_in_Azure_revokes_nothing_there()
    {
        var walk = await Walk.StartAsync();
        var grant = await walk.GrantAsync();
        var signIn = walk.World.SignIn;
        var alone = await Walk.StartAsync(new ConnectRequest
        {
            Sandbox = true, World = walk.World, SessionId = 2, Cloud = true,
            ReadKeys = () => (signIn.CloudPublicKey, signIn.CloudSecretKey),
        });
        var before = alone.Mutations;
        await alone.FailsAsync("PlatformMissing", new RevokePeerRoleRequest(), grant with { Session = alone.Session });
        Assert.Equal(before, alone.Mutations);
    }

    /// <summary>A VPC in Google Cloud, and a peering that was requested with another tool.</summary>
    private static async Task<(Walk Walk, VpcPeering Peering)> PeeredAsync()
    {
        var walk = await Walk.StartAsync();
        var request = new NewVpcRequest { CloudName = Google, Cidr = "10.220.0.0/24" };
        var vpc = await walk.OneAsync<Vpc>(request, null);
        await Consoles.ManagedServiceAsync(walk, api => api.RequestPeeringAsync(
            vpc.VpcId, new() { Account = "my-project", Network = "my-network" }, CancellationToken.None));
        walk.World.Clock.Advance(TimeSpan.FromMinutes(5));
        var peerings = await walk.RunAsync<VpcPeering>(new GetPeeringRequest(), null, new VpcRef(vpc, null));
        return (walk, Assert.Single(peerings));
    }
}
