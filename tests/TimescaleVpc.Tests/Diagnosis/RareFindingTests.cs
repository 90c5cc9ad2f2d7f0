using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.Diagnosis;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Diagnosis;

/// <summary>Findings that no change of a sandbox brings about, from what a platform would answer then.</summary>
public sealed class RareFindingTests
{
    private const string Network = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/n";
    private const string OtherTenant = "5e0d7c1a-4b29-4f63-8a10-9c2b7d6e4f31";

    private static readonly Source Somewhere = new("the things", "somewhere");

    [Theory]
    [InlineData(PeeringPhase.AwaitingCustomer, "CloudHasNoPeering")]
    [InlineData(PeeringPhase.Active, "")]
    public async Task A_network_in_another_cloud_is_waited_for_with_that_cloud_s_tools(
        object phase, string expected) => Assert.Equal(expected, Text(await new OtherExaminer().ExamineAsync(
        Case(new() { VpcId = "v" }, new() { State = "PENDING", Phase = (PeeringPhase)phase }), default)));

    /// <summary>The platform's application is known by its tenant, once it has told which is its own.</summary>
    [Theory]
    [InlineData(OtherTenant, OtherTenant, "PlatformRoleUnassigned")]
    [InlineData(OtherTenant, null, "PlatformRoleUnassigned")]
    [InlineData(OtherTenant, "d2b5c7a8-0f64-4e1b-8a3d-61c9e0f2b7d4", "PlatformAppForeign")]
    public void A_principal_of_a_strange_application_is_found(string home, string? remote, string expected)
    {
        var peering = new VpcPeering { VpcId = "v", VNetId = Network, AppId = "app", RemoteTenantId = remote };
        var findings = AzureDirectoryCheck.Of(
            Case(peering, new() { AppId = "app", Phase = PeeringPhase.AwaitingCustomer }),
            new(
                new(Somewhere, default, new EntraApp("o", "app", "ours", null, [], null, []), null),
                new(Unread<EntraPrincipal>(), null, new Dictionary<string, AzureRole>()),
                new(
                    new(Somewhere, default, new("p", "a", home, []), null),
                    new(Somewhere, default, [], null), new Dictionary<string, AzureRole>())));
        Assert.Equal(expected, Text(findings));
    }

    /// <summary>A platform that calls a peering active has to say which connection it is.</summary>
    [Theory]
    [InlineData(true, "ConnectionUnnamed")]
    [InlineData(false, "ConnectionGone")]
    public void An_active_peering_without_a_connection_is_unnamed_where_there_is_one_that_may_be_it(
        bool isThere, string expected)
    {
        var peering = new VpcPeering { VpcId = "v", VpcCidr = "10.30.0.0/20", AwsVpcId = "vpc-1", Cloud = Cloud.Aws };
        Ec2Peering[] connections = isThere
            ? [new() { Id = "pcx-1", Status = "active", Accepter = new() { VpcId = "vpc-1" } }] : [];
        var findings = new AwsHalfCheck(
            Case(peering, new() { State = "CONNECTED", Phase = PeeringPhase.Active }),
            AwsHalf.Of(null, peering, connections), new(Somewhere, default, connections, null)).Findings(default);
        Assert.Equal(expected, Text(findings));
    }

    [Fact]
    public async Task A_sign_in_of_another_tenant_or_account_is_told_before_what_follows_from_it()
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.PeerAsync();
        var tenant = walk.Session.TenantId;
        walk.Session.TenantId = OtherTenant;
        var finding = (await walk.RunAsync<PeeringFinding>(new TestPeeringRequest(), null, peering))[0];
        walk.Session.TenantId = tenant;
        Assert.Equal("TenantDiffers", finding.Id);
        Assert.Contains(OtherTenant, finding.Cause, StringComparison.Ordinal);

        var vpc = await walk.OneAsync<Vpc>(AwsGuide.New(), null);
        var awsPeering = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), AwsGuide.Pair(vpc));
        finding = (await walk.RunAsync<PeeringFinding>(
            new TestPeeringRequest(), null, awsPeering with { AwsVpcId = "vpc-0fffffffffffffff0" }))[0];
        Assert.Equal("AwsVpcMissing", finding.Id);
        Assert.Contains("vpc-0fffffffffffffff0", finding.Cause, StringComparison.Ordinal);
    }

    private static PeeringCase Case(VpcPeering peering, PlatformPeering half) =>
        new(new("prod - network", peering), Vpc: null, peering, half, IsExpected: true)
        {
            Peerings = new(Somewhere, default, [half], null),
        };

    private static Reading<T> Unread<T>()
        where T : class => new(Somewhere, default, null, Catalogue.ServiceBusy.For("it", "it", "it", 503));

    private static string Text(IEnumerable<PeeringFinding> findings) =>
        string.Join(", ", findings.Select(finding => finding.Id));
}
