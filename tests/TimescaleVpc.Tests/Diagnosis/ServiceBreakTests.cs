using TimescaleVpc.Tests.Engine;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Diagnosis;

/// <summary>A peering that stands, and a service that does not answer over it.</summary>
public sealed class ServiceBreakTests
{
    private const string Service = "mst-metrics";

    [Theory]
    [InlineData("SetIpFilter", Service + " 192.168.77.0/24", "ServiceFilterExcludes", "Problem")]
    [InlineData("SetIpFilter", Service + " PART", "ServiceFilterNarrow", "Warning")]
    [InlineData("SetPublicAccess", Service + " on", "ServiceAlsoPublic", "Warning")]
    [InlineData("MoveService", Service + " public", "ServiceIsPublic", "Problem")]
    public async Task What_keeps_clients_out_is_found(string change, string target, string expected, string severity)
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.PeerAsync();
        await walk.OneAsync<ServiceVpc>(new SetServiceRequest { Service = [Service] }, peering);
        walk.World.Clock.Advance(walk.World.Settings.DnsDelay);
        var request = new TestPeeringRequest { Service = [Service] };
        Assert.Empty(await walk.RunAsync<PeeringFinding>(request, null, peering));

        var part = $"{peering.PeerCidrs[0].Split('/')[0]}/24";
        walk.World.Change(change, target.Replace("PART", part, StringComparison.Ordinal));
        walk.World.Clock.Advance(TimeSpan.FromHours(1));
        var finding = Assert.Single(await walk.RunAsync<PeeringFinding>(request, null, peering));

        Assert.Equal((expected, severity), (finding.Id, finding.Severity));
        Assert.Contains(Service, finding.Cause, StringComparison.Ordinal);
    }

    /// <summary>What no API shows: only an attempt tells it, and only of a service that is named.</summary>
    [Fact]
    public async Task What_this_computer_sees_of_a_service_is_found()
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.PeerAsync();
        var request = new TestPeeringRequest { Service = [Service] };
        walk.World.Change("MoveService", $"{Service} {peering.VpcId}");
        walk.World.Clock.Advance(walk.World.Settings.ServiceMove + TimeSpan.FromSeconds(1));
        await AssertFoundAsync("HostResolvesElsewhere", "Notice", " in the Timescale VPC's range 10.");
        walk.World.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Empty(await walk.RunAsync<PeeringFinding>(request, null, peering));

        walk.World.Change("SetServiceObstacle:NameDiscarded", Service);
        await AssertFoundAsync("HostNotResolved", "Warning", "discards private ones");
        walk.World.Change("SetServiceObstacle:PortDropped", Service);
        var finding = await AssertFoundAsync("PortNotReached", "Problem", "a firewall drops");
        Assert.Equal($"Test-ServiceVpc -Service {Service}", finding.Command);
        Assert.Equal(peering.NetworkId, Assert.Single(finding.Evidence).Where, ignoreCase: true);
        Assert.Empty(await walk.RunAsync<PeeringFinding>(new TestPeeringRequest(), null, peering));
        var repair = Assert.Single(await walk.RunAsync<PeeringRepair>(new RepairPeeringRequest(), null, finding));
        Assert.Empty(repair.Mended);
        Assert.Equal(finding.Id, Assert.Single(repair.Left).Id);

        // A rule that explains it is the first broken link, and the silence its symptom.
        walk.World.Change("SetIpFilter", $"{Service} 192.168.77.0/24");
        await AssertFoundAsync("ServiceFilterExcludes", "Problem", Service);
        walk.World.Change("SetIpFilter", $"{Service} 0.0.0.0/0");
        walk.World.Change("SetServiceObstacle:None", Service);
        Assert.Empty(await walk.RunAsync<PeeringFinding>(request, null, peering));

        async Task<PeeringFinding> AssertFoundAsync(string id, string severity, string words)
        {
            var only = Assert.Single(await walk.RunAsync<PeeringFinding>(request, null, peering));
            Assert.Equal((id, severity), (only.Id, only.Severity));
            Assert.Contains(words, only.Cause, StringComparison.Ordinal);
            return only;
        }
    }

    [Fact]
    public async Task A_name_that_DNS_does_not_know_yet_is_found_on_Timescale_Cloud()
    {
        var walk = await Walk.StartAsync();
        var peering = await AwsWalkTests.PeerAsync(walk);
        await walk.OneAsync<ServiceVpc>(new SetServiceRequest { Service = ["metrics"] }, peering);
        var request = new TestPeeringRequest { Service = ["metrics"] };
        var finding = Assert.Single(await walk.RunAsync<PeeringFinding>(request, null, peering));
        Assert.Equal("HostNotResolved", finding.Id);

        walk.World.Clock.Advance(walk.World.Settings.DnsDelay);
        Assert.Empty(await walk.RunAsync<PeeringFinding>(request, null, peering));
    }

    /// <summary>A repair names no service, and does not see whether one still has an allow list.</summary>
    [Fact]
    public async Task An_allow_list_that_was_found_is_not_mended_by_a_repair()
    {
        var walk = await Walk.StartAsync();
        var peering = await AwsWalkTests.PeerAsync(walk);
        walk.World.Change("AttachAllowList", "metrics 203.0.113.0/24");
        var request = new TestPeeringRequest { Service = ["metrics"] };
        var findings = await walk.RunAsync<PeeringFinding>(request, null, peering);
        Assert.Contains(findings, finding => finding.Id == "AllowListUnclear");
        var repair = Assert.Single(await walk.RunAsync<PeeringRepair>(new RepairPeeringRequest(), null, [.. findings]));
        Assert.Empty(repair.Mended);
        Assert.Equal(findings.Select(finding => finding.Id).Order(), repair.Left.Select(finding => finding.Id).Order());
    }

    /// <summary>A name that was mistyped is no service without faults; a list that is refused says so.</summary>
    [Fact]
    public async Task A_service_that_is_not_there_is_an_error()
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.PeerAsync();
        var request = new TestPeeringRequest { Service = ["mst-metrix"] };
        Assert.Empty(await walk.RunAsync<PeeringFinding>(request, null, peering));
        var error = Assert.Single(walk.Said.Errors);
        Assert.Equal("ServiceNotFound", error.ErrorId);
        Assert.Contains("'mst-metrix' in demo-mst. There are: mst-metrics", error.Message, StringComparison.Ordinal);

        walk.World.AddFault(new SandboxFault { Kind = "Mst.ListServices", Status = 403, Times = 9 });
        Assert.Equal("NotRead", Assert.Single(await walk.RunAsync<PeeringFinding>(request, null, peering)).Id);
        Assert.Empty(walk.Said.Errors);
    }

    [Fact]
    public async Task A_plain_command_of_a_finding_mends_it()
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.PeerAsync();
        var request = new TestPeeringRequest { Service = [Service] };
        var finding = Assert.Single(await walk.RunAsync<PeeringFinding>(request, null, peering));
        Assert.Equal($"Set-ServiceVpc -Service {Service} -Vpc '{peering.VpcId}'", finding.Command);
    }
}
