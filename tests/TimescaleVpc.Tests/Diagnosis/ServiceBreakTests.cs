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
        var request = new TestPeeringRequest { Service = [Service] };
        Assert.Empty(await walk.RunAsync<PeeringFinding>(request, null, peering));

        var part = $"{peering.PeerCidrs[0].Split('/')[0]}/24";
        walk.World.Change(change, target.Replace("PART", part, StringComparison.Ordinal));
        walk.World.Clock.Advance(TimeSpan.FromHours(1));
        var finding = Assert.Single(await walk.RunAsync<PeeringFinding>(request, null, peering));

        Assert.Equal((expected, severity), (finding.Id, finding.Severity));
        Assert.Contains(Service, finding.Cause, StringComparison.Ordinal);
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
