using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Engine;

/// <summary>
/// A move between VPCs that does not go as it should; what it does at each fault is a scenario of the fault matrix.
/// </summary>
public sealed class ServiceMoveTests
{
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
