using TimescaleVpc.Tests.Scenarios;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Reliability;

/// <summary>A fault that struck nothing, or was dealt with as another one, fails its case.</summary>
public sealed class MarkTests
{
    [Fact]
    public async Task A_fault_that_is_met_as_it_should_be_has_no_defect()
    {
        Assert.Empty(await DefectsAsync(new SandboxFault { Kind = "Mst.ListVpcs", Status = 503 }));
        Assert.Empty(await DefectsAsync(new SandboxFault { Kind = "Mst.ListVpcs", Status = 503, Times = 100 }));
        Assert.Empty(await DefectsAsync(new SandboxFault { Kind = "Mst.ListVpcs", Status = 403, Times = 100 }));
    }

    [Fact]
    public async Task A_fault_that_strikes_nothing_is_a_defect() => Assert.Equal("The fault has struck nothing.",
        Assert.Single(await DefectsAsync(new SandboxFault { Kind = "Arm.PutPeering", Status = 503 })));

    [Fact]
    public async Task A_fault_that_somebody_swallows_is_a_defect()
    {
        var fault = new SandboxFault { Kind = "Mst.ListVpcs", Status = 503 };
        Assert.Equal("It was neither sent again nor looked at.",
            Assert.Single(await DefectsAsync(fault, new GetVpcRequest(), new Tamed(200))));
        Assert.Equal("1 attempts, 5 for each request are due.",
            Assert.Single(await DefectsAsync(fault with { Times = 100 }, new GetVpcRequest(), new Tamed(200))));
    }

    [Theory]
    [InlineData(503, 403)]
    [InlineData(403, 503)]
    public async Task A_fault_that_is_taken_for_another_one_is_a_defect(int status, int shownStatus)
    {
        var fault = new SandboxFault { Kind = "Mst.ListVpcs", Status = status, Times = 100 };
        Assert.Contains(await DefectsAsync(fault, new Tamed(shownStatus)),
            text => text.Contains("is no answer to", StringComparison.Ordinal));
    }

    private static Task<string[]> DefectsAsync(SandboxFault fault, params Part[] parts) =>
        DefectsAsync(fault, new GetVpcRequest { CloudName = Walk.West }, parts);

    private static async Task<string[]> DefectsAsync(SandboxFault fault, StageRequest request, params Part[] parts)
    {
        var world = new WatchedWorld();
        var injectedFaults = new InjectedFaults(world, [fault]);
        var run = new Run(world, [injectedFaults, .. parts]) { StopsAtErrors = true };
        await run.PlayAsync(Pipeline.Of(request));
        injectedFaults.End();
        return [.. Mark.Of(run, injectedFaults).Defects(new FaultCase("case | one", [fault]))];
    }

    /// <summary>Shows another status than the fault's, as a client that mistakes it would.</summary>
    private sealed class Tamed(int shownStatus) : Part
    {
        public override async Task<HttpResponseMessage> SendAsync(
            Exchange exchange, Func<Task<HttpResponseMessage>> next)
        {
            var response = await next();
            if (exchange.Kind != "Mst.ListVpcs") return response;
            response.StatusCode = (System.Net.HttpStatusCode)shownStatus;
            if (shownStatus == 200) response.Content = new StringContent("""{ "vpcs": [] }""");
            return response;
        }
    }
}
