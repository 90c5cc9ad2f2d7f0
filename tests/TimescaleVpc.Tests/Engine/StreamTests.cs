using System.Text.RegularExpressions;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Engine;

/// <summary>The streams of a run: bars that end, texts that name the party that must act, ids on the wire.</summary>
public sealed partial class StreamTests
{
    [Fact]
    public async Task Each_wait_says_who_must_act_and_each_bar_ends()
    {
        var walk = await Walk.StartAsync();
        var sinks = new List<Collector>();
        Collector Next()
        {
            sinks.Add(new Collector());
            return sinks[^1];
        }

        var peering = await walk.PeerAsync(Next);
        await walk.OneAsync<ServiceVpc>(new SetServiceRequest { Service = ["mst-metrics"] }, peering, Next());
        var addedPeering = await AwsGuide.AddedAsync(walk);
        sinks.Add(walk.Said);
        var approvedPeering = await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest(), addedPeering, Next());
        var activePeering = await walk.OneAsync<VpcPeering>(new WaitPeeringRequest(), approvedPeering, Next());
        await walk.OneAsync<ServiceVpc>(new SetServiceRequest { Service = ["metrics"] }, activePeering, Next());
        await walk.RunAsync<object>(new RemovePeeringRequest(), Next(), peering);

        var waits = sinks.SelectMany(sink => sink.Waits).Where(wait => !wait.Completed).ToArray();
        Assert.True(waits.Length > 10, $"{waits.Length}");
        Assert.All(waits, wait => Assert.Matches(Actor(), $"{wait.Subject}: {wait.Status}"));
        Assert.All(waits, wait => Assert.InRange(wait.Elapsed, TimeSpan.Zero, wait.Timeout));
        Assert.All(sinks, sink => Assert.Empty(Open(sink)));
    }

    [Fact]
    public async Task A_bar_ends_when_its_item_fails()
    {
        var walk = await Walk.StartAsync();
        var addedPeering = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), await walk.GrantAsync());
        walk.World.Change("SetPeeringState:APPROVED", addedPeering.VNetId!);
        await walk.FailsAsync(
            "PeeringTimeout", new WaitPeeringRequest { Timeout = TimeSpan.FromSeconds(30) }, addedPeering);
        Assert.NotEmpty(walk.Said.Waits);
        Assert.Empty(Open(walk.Said));
    }

    /// <summary>A peering that is never approved: the state once, then a line a minute of virtual time.</summary>
    [Fact]
    public async Task Verbose_tells_each_change_of_a_state_and_once_a_minute_that_it_goes_on()
    {
        var walk = await Walk.StartAsync();
        var addedPeering = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), await walk.GrantAsync());
        var adding = walk.Said.Texts.Where(text => text.StartsWith("Network-RG/Prod-VNet: ", StringComparison.Ordinal));
        Assert.Contains("Network-RG/Prod-VNet: APPROVED; Timescale is at work.", adding);
        Assert.Contains("Network-RG/Prod-VNet: PENDING_PEER.", adding);

        await walk.FailsAsync(
            "PeeringTimeout", new WaitPeeringRequest { Timeout = TimeSpan.FromMinutes(5) }, addedPeering);
        var lines = walk.Said.Texts.Where(text => text.StartsWith("Network-RG/Prod-VNet: ", StringComparison.Ordinal))
            .ToArray();
        Assert.Single(lines, line => line.EndsWith("PENDING_PEER; you must act (Approve-VpcPeering).",
            StringComparison.Ordinal));
        Assert.InRange(lines.Count(line => line.Contains(": still PENDING_PEER", StringComparison.Ordinal)), 3, 5);
    }

    [Fact]
    public async Task A_busy_host_is_shown_while_it_is_waited_for()
    {
        var walk = await Walk.StartAsync();
        walk.World.AddFault(new SandboxFault { Kind = "Mst.ListVpcs", Status = 429, RetryAfter = 30 });
        await walk.RunAsync<Vpc>(new GetVpcRequest(), null, [null]);
        var wait = walk.Said.Waits.First();
        Assert.Equal(("api.aiven.io", "busy; it is asked again in 30 s"), (wait.Subject, wait.Status));
        Assert.Empty(Open(walk.Said));
    }

    [Fact]
    public async Task The_wire_is_shown_with_request_ids_and_without_secrets()
    {
        var walk = await Walk.StartAsync();
        await walk.RunAsync<AzureVNet>(new GetVNetRequest(), null, [null]);
        Assert.Contains(walk.Said.Texts, text => text.StartsWith("GET management.azure.com/", StringComparison.Ordinal)
            && text.Contains("(x-ms-request-id ", StringComparison.Ordinal));
        await walk.RunAsync<AwsVpc>(new GetAwsVpcRequest(), null, [null]);
        Assert.Contains(walk.Said.Texts, text => text.Contains("DescribeVpcs -> 200 (x-amzn-requestid ",
            StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(walk.Said.Texts, text => text.Contains("Bearer", StringComparison.OrdinalIgnoreCase));
    }

    private static string[] Open(Collector sink)
    {
        var open = new HashSet<string>(StringComparer.Ordinal);
        foreach (var wait in sink.Waits)
        {
            if (wait.Completed) open.Remove(wait.Subject);
            else open.Add(wait.Subject);
        }

        return [.. open];
    }

    [GeneratedRegex("Timescale|Azure|AWS|Entra|you must act|VPC|role|answer was lost|application|principal")]
    private static partial Regex Actor();
}
