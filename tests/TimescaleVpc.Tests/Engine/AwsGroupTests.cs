using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Engine;

/// <summary>Which security groups are ours, and plans that name every change of a run.</summary>
public sealed class AwsGroupTests
{
    private const string East = "vpc-0a1b2c3d4e5f60718";

    [Fact]
    public async Task A_renamed_VPC_keeps_its_group()
    {
        var walk = await Walk.StartAsync();
        var peering = await AwsWalkTests.PeerAsync(walk);
        var vpc = await walk.OneAsync<Vpc>(new RenameVpcRequest { NewName = "live" }, new VpcRef(null, "prod"));
        var foundPeering = await walk.OneAsync<VpcPeering>(
            new AddPeeringRequest(),
            new AwsPeerPair(new VpcRef(vpc with { Changes = [] }, null), new AwsVpcRef(null, East)));

        var again = await walk.OneAsync<VpcPeering>(new GrantEgressRequest(), foundPeering);

        Assert.Empty(again.Changes);
        Assert.Equal(peering.SecurityGroupId, again.SecurityGroupId);
    }

    /// <summary>
    /// A VPC of the same name and range as an earlier one: the old one's group was made for another peering.
    /// </summary>
    [Fact]
    public async Task A_group_that_only_has_the_name_is_left_alone()
    {
        var walk = await Walk.StartAsync();
        var first = await AwsWalkTests.PeerAsync(walk);
        await walk.RunAsync<object>(new RemovePeeringRequest(), null, first);
        await walk.RunAsync<object>(new RemoveVpcRequest(), null, new VpcRef(null, "prod"));
        var vpc = await walk.OneAsync<Vpc>(
            new NewVpcRequest { Name = "prod", Region = "us-east-1", Cidr = "10.30.0.0/20" }, null);
        var addedPeering = await walk.OneAsync<VpcPeering>(
            new AddPeeringRequest(), new AwsPeerPair(new VpcRef(vpc, null), new AwsVpcRef(null, East)));
        var before = walk.Mutations;

        await walk.FailsAsync("SecurityGroupNameTaken", new GrantEgressRequest(), addedPeering);

        Assert.Equal(before, walk.Mutations);
    }

    [Theory]
    [InlineData("prod's größe", "timescale prod-s gr--e 10.30.0.0/20")]
    [InlineData("live", "timescale live 10.30.0.0/20")]
    public async Task Any_name_of_a_VPC_gives_a_name_that_AWS_takes(string name, string group)
    {
        var walk = await Walk.StartAsync();
        var vpc = await walk.OneAsync<Vpc>(
            new NewVpcRequest { Name = name, Region = "us-east-1", Cidr = "10.30.0.0/20" }, null);
        var addedPeering = await walk.OneAsync<VpcPeering>(
            new AddPeeringRequest(), new AwsPeerPair(new VpcRef(vpc, null), new AwsVpcRef(null, East)));

        await walk.OneAsync<VpcPeering>(new GrantEgressRequest(), addedPeering);

        Assert.Contains(walk.World.Inventory(), item =>
            item.Kind == "Aws.SecurityGroup" && $"{item.Id} {item.Properties}".Contains(group,
                StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_plan_of_an_update_names_what_the_run_does()
    {
        var walk = await Walk.StartAsync();
        var peering = (await AwsWalkTests.PeerAsync(walk)) with { Changes = [] };
        walk.World.Change("AddVpcCidr", $"{East} 10.52.0.0/16");
        var before = walk.Mutations;

        var plannedPeering = await walk.OneAsync<VpcPeering>(new UpdatePeeringRequest(), peering,
            new Collector(planning: true));
        Assert.Equal(before, walk.Mutations);
        var real = await walk.OneAsync<VpcPeering>(new UpdatePeeringRequest(), peering);

        Assert.Equal(
            real.Changes.Select(step => $"{step.Action} {step.Target}").Order(),
            plannedPeering.Plan.Select(step => $"{step.Action} {step.Target}").Order());
    }
}
