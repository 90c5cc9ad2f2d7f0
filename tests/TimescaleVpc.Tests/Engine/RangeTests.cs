using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Tests.Support;
using static TimescaleVpc.Tests.Support.AwsGuide;

namespace TimescaleVpc.Tests.Engine;

/// <summary>A range is read in one form, however a platform writes it.</summary>
public sealed class RangeTests
{
    private const string Written = "10.30.0.5/20";

    [Theory]
    [InlineData("10.30.0.5/20", "10.30.0.0/20")]
    [InlineData("10.30.0.0/20", "10.30.0.0/20")]
    [InlineData("2001:DB8:0:0::5/64", "2001:db8::/64")]
    [InlineData("::/0", "::/0")]
    [InlineData("pl-0123456789abcdef0", "pl-0123456789abcdef0")]
    [InlineData("10.30.0/20", "10.30.0/20")]
    [InlineData("10.30.0.0/33", "10.30.0.0/33")]
    [InlineData("", "")]
    public void A_range_has_one_form(string written, string read) =>
        Assert.Equal(read, AddressRange.Canonical(written));

    [Fact]
    public async Task A_VPC_with_host_bits_is_peered_again_found_and_undone_to_the_end()
    {
        var (walk, vpc) = await StartAsync();
        Assert.Equal("10.30.0.0/20", vpc.Cidr);
        var before = walk.World.Inventory();
        var request = new ApprovePeeringRequest { Timeout = TimeSpan.FromMinutes(5) };
        async Task<VpcPeering> PeerAsync() => await walk.OneAsync<VpcPeering>(request,
            await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), Pair(vpc)));

        var first = await PeerAsync();
        Assert.NotEmpty(first.RouteTableIds);
        Assert.Empty((await PeerAsync()).Changes);
        var shownPeering = await walk.OneAsync<VpcPeering>(new GetPeeringRequest(), null);
        Assert.Equal(first.RouteTableIds.Order(), shownPeering.RouteTableIds.Order());

        // An object that was kept on disk may hold the text as it was.
        var undo = await walk.OneAsync<PeeringUndo>(new UndoPeeringRequest(), first with { VpcCidr = Written });
        Assert.True(undo.IsComplete);
        Assert.Equal(first.RouteTableIds.Length, undo.Before.Count(item => item.Kind == "Route"));
        Assert.Equal(before, walk.World.Inventory());
    }

    [Fact]
    public async Task Overlap_is_found_whatever_the_range_is_written_as()
    {
        var (walk, _) = await StartAsync();
        await walk.FailsAsync("VpcOverlap", New(name: "other", cidr: "10.30.8.0/21"), null);
        await walk.FailsAsync("VpcNameTaken", New(cidr: "10.31.0.0/20"), null);
        Assert.Equal("prod", (await walk.OneAsync<Vpc>(New(), null)).Name);

        var wide = await MadeElsewhereAsync(walk, "wide", "10.51.3.7/20");
        await walk.FailsAsync("AddressOverlap", new AddPeeringRequest(), Pair(wide));
    }

    [Fact]
    public async Task A_route_that_exists_and_is_not_shown_ends_the_run()
    {
        var walk = await Walk.StartAsync();
        var addedPeering = await AddedAsync(walk);
        walk.World.AddFault(new SandboxFault
        {
            Kind = "Ec2.CreateRoute", Status = 400, Times = int.MaxValue,
            Code = "RouteAlreadyExists", Message = "The route identified by 10.30.0.0/20 already exists.",
        });

        var error = await walk.FailsAsync(
            "RouteConflict", new ApprovePeeringRequest { Timeout = TimeSpan.FromMinutes(5) }, addedPeering);

        Assert.Contains("does not show", error.Message, StringComparison.Ordinal);
        Assert.InRange(walk.World.Requests.Count(request => request.Kind == "Ec2.CreateRoute"), 1, 5);
    }

    private static async Task<(Walk Walk, Vpc Vpc)> StartAsync()
    {
        var walk = await Walk.StartAsync();
        walk.World.Settings.CloudKeepsHostBits = true;
        return (walk, await MadeElsewhereAsync(walk, "prod", Written));
    }

    /// <summary>The console, or another tool, makes a VPC with the range as it was typed.</summary>
    private static async Task<Vpc> MadeElsewhereAsync(Walk walk, string name, string cidr)
    {
        await Consoles.TimescaleCloudAsync(
            walk, api => api.CreateVpcAsync(name, cidr, "us-east-1", CancellationToken.None));
        walk.World.Clock.Advance(TimeSpan.FromMinutes(10));
        return await walk.OneAsync<Vpc>(new GetVpcRequest { Name = name }, null);
    }
}
