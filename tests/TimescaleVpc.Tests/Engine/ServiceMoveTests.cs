using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Engine;

/// <summary>A move between VPCs that meets faults: it ends in a VPC, or the error says that it did not.</summary>
public sealed class ServiceMoveTests
{
    /// <summary>Times: one, more than a request is tried, and more than the way back lasts.</summary>
    [Theory]
    [InlineData(400, "None", 1)]
    [InlineData(400, "None", 40)]
    [InlineData(500, "None", 6)]
    [InlineData(429, "None", 6)]
    [InlineData(0, "LoseReply", 1)]
    [InlineData(0, "LoseReply", 6)]
    [InlineData(0, "LoseRequest", 6)]
    [InlineData(0, "Malformed", 1)]
    [InlineData(0, "Truncated", 40)]
    public async Task Faults_at_any_request_leave_no_service_public_in_silence(int status, string wire, int times)
    {
        for (var skip = 0; ; skip++)
        {
            var (walk, first, second) = await AttachedAsync();
            var before = walk.World.Requests.Length;
            walk.World.AddFault(new SandboxFault { Kind = "*", Skip = skip, Status = status, Wire = wire,
                Times = times });

            var found = await walk.RunAsync<ServiceVpc>(new SetServiceRequest { Service = ["metrics"] }, null, second);

            var error = walk.Said.Errors.FirstOrDefault();
            var struck = walk.World.Requests.Length - before > skip;
            walk.World.ClearFaults();
            walk.World.Clock.Advance(TimeSpan.FromHours(1));
            var now = (await walk.OneAsync<ServiceVpc>(new GetServiceRequest { Service = ["metrics"] }, null)).VpcId;
            var expected = error switch
            {
                null => second.Vpc!.VpcId,
                { ErrorId: "ServiceLeftPublic" } => null,
                _ => first.Vpc!.VpcId,
            };
            Assert.True(now == expected, $"at {skip}: {error?.ErrorId} {error?.Message}; it is in {now ?? "none"}");
            Assert.Equal(error is null ? 1 : 0, found.Length);
            if (!struck) break;
        }
    }

    [Fact]
    public async Task A_move_that_runs_out_of_time_goes_back()
    {
        var (walk, _, second) = await AttachedAsync();
        var request = new SetServiceRequest { Service = ["metrics"], Timeout = TimeSpan.FromSeconds(30) };

        await walk.FailsAsync("ServiceMovedBack", request, second);
    }

    [Fact]
    public async Task A_run_right_after_one_that_was_cut_short_finds_the_service_attached()
    {
        var walk = await Walk.StartAsync();
        var vpc = await NewAsync(walk, "prod", "10.30.0.0/20");
        walk.World.AddFault(new SandboxFault { Kind = "Cloud.GetService", Status = 400 });
        await walk.FailsAsync("CloudRejected", new SetServiceRequest { Service = ["metrics"] }, vpc);

        var again = await walk.OneAsync<ServiceVpc>(new SetServiceRequest { Service = ["metrics"] }, vpc);

        Assert.Equal(vpc.Vpc!.VpcId, again.VpcId);
    }

    private static async Task<(Walk Walk, VpcRef First, VpcRef Second)> AttachedAsync()
    {
        var walk = await Walk.StartAsync();
        var first = await NewAsync(walk, "prod", "10.30.0.0/20");
        var second = await NewAsync(walk, "second", "10.32.0.0/20");
        await walk.OneAsync<ServiceVpc>(new SetServiceRequest { Service = ["metrics"] }, first);
        return (walk, first, second);
    }

    private static async Task<VpcRef> NewAsync(Walk walk, string name, string cidr) => new(
        await walk.OneAsync<Vpc>(new NewVpcRequest { Name = name, Region = "us-east-1", Cidr = cidr }, null), null);
}
