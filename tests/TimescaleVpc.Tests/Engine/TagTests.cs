using System.Collections;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Engine;

/// <summary>Tags of the user: beside ours, in a plan, once, and refused before anything is changed.</summary>
public sealed class TagTests
{
    private static readonly Hashtable Tags = new() { ["cost-center"] = "42", ["owner"] = "network team" };

    [Fact]
    public async Task A_peering_connection_and_a_group_have_them_beside_ours_and_undo_finds_both()
    {
        var walk = await Walk.StartAsync();
        var before = walk.World.Inventory();
        var addedPeering = Fresh(await AwsGuide.AddedAsync(walk));
        var approval = new ApprovePeeringRequest { Tag = Tags };
        var plan = await walk.OneAsync<VpcPeering>(approval, addedPeering, new Collector(planning: true));
        Assert.Contains(plan.Plan, step => step.Sentence.Contains("cost-center=42, owner=network team",
            StringComparison.Ordinal));

        var approvedPeering = await walk.OneAsync<VpcPeering>(approval, addedPeering);
        Assert.Equal(plan.Plan.Select(step => step.Target), approvedPeering.Changes.Select(step => step.Target));
        var egress = new GrantEgressRequest { Tag = Tags };
        var grantedPeering = await walk.OneAsync<VpcPeering>(egress, approvedPeering);
        var creation = grantedPeering.Changes.Single(step => step.Action == "CreateSecurityGroup");
        Assert.Contains("cost-center=42", creation.Sentence, StringComparison.Ordinal);
        foreach (var id in new[] { approvedPeering.AwsPeeringId!, grantedPeering.SecurityGroupId! })
        {
            Assert.Contains("cost-center:42", Properties(walk, id), StringComparison.Ordinal);
            Assert.Contains("TimescaleVpc:", Properties(walk, id), StringComparison.Ordinal);
        }

        // Once: nothing is missing. Then one value is another.
        Assert.Empty((await walk.OneAsync<VpcPeering>(approval, Fresh(grantedPeering))).Changes);
        Assert.Empty((await walk.OneAsync<VpcPeering>(egress, Fresh(grantedPeering))).Changes);
        var otherTags = new Hashtable { ["cost-center"] = "43" };
        Assert.Equal("AddTags", Assert.Single((await walk.OneAsync<VpcPeering>(
            approval with { Tag = otherTags }, Fresh(grantedPeering))).Changes).Action);
        Assert.Equal("AddTags", Assert.Single((await walk.OneAsync<VpcPeering>(
            egress with { Tag = otherTags }, Fresh(grantedPeering))).Changes).Action);
        Assert.Contains("cost-center:43", Properties(walk, grantedPeering.SecurityGroupId!), StringComparison.Ordinal);

        var undo = await walk.OneAsync<PeeringUndo>(new UndoPeeringRequest(), Fresh(grantedPeering));
        Assert.True(undo.IsComplete);
        await walk.RunAsync<object>(new RemoveVpcRequest(), null, new VpcRef(null, "prod"));
        Assert.Equal(Count(before, "SecurityGroup"), Count(walk.World.Inventory(), "SecurityGroup"));
    }

    [Fact]
    public async Task A_peering_that_is_made_anew_keeps_them()
    {
        var walk = await Walk.StartAsync();
        var approvedPeering = await walk.OneAsync<VpcPeering>(
            new ApprovePeeringRequest { Tag = Tags }, await AwsGuide.AddedAsync(walk));
        walk.World.Change("AddVpcCidr", $"{AwsGuide.East} 10.52.0.0/16");

        var newPeering = await walk.OneAsync<VpcPeering>(
            new UpdatePeeringRequest { Force = true }, Fresh(approvedPeering));

        Assert.NotEqual(approvedPeering.AwsPeeringId, newPeering.AwsPeeringId);
        Assert.Contains("owner:network team", Properties(walk, newPeering.AwsPeeringId!), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DeletePeering")]
    [InlineData("DeletePeeringByPlatform")]
    public async Task A_peering_that_a_repair_makes_anew_keeps_them(string change)
    {
        var walk = await Walk.StartAsync();
        var approvedPeering = await walk.OneAsync<VpcPeering>(
            new ApprovePeeringRequest { Tag = Tags }, await AwsGuide.AddedAsync(walk));
        var peering = await walk.OneAsync<VpcPeering>(new WaitPeeringRequest(), approvedPeering);
        walk.World.Change(change, peering.AwsPeeringId!);

        var finding = await walk.OneAsync<PeeringFinding>(new TestPeeringRequest(), Fresh(peering));
        var plan = await walk.OneAsync<PeeringRepair>(
            new RepairPeeringRequest(), finding, new Collector(planning: true));
        var repair = await walk.OneAsync<PeeringRepair>(new RepairPeeringRequest(), finding);
        Assert.Contains(plan.Plan, step => step.Action == "AddTags");
        Assert.Contains(repair.Changes, step => step.Action == "AddTags");

        Assert.Contains(repair.Mended, item => item.Id == "ConnectionGone");
        var newPeering = Assert.Single(await walk.RunAsync<VpcPeering>(new GetPeeringRequest(), null, [null]));
        Assert.NotEqual(peering.AwsPeeringId, newPeering.AwsPeeringId);
        var properties = Properties(walk, newPeering.AwsPeeringId!);
        Assert.Contains("owner:network team", properties, StringComparison.Ordinal);
        Assert.Contains("cost-center:42", properties, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_application_has_them_as_words_beside_ours_and_undo_finds_it()
    {
        var walk = await Walk.StartAsync();
        var request = Walk.GrantRequest with { Tag = Tags };
        var plan = await walk.OneAsync<AzurePeerGrant>(request, Walk.Pair(), new Collector(planning: true));
        Assert.Contains(plan.Plan, step => step.Sentence.Contains("cost-center=42", StringComparison.Ordinal));

        var grant = await walk.OneAsync<AzurePeerGrant>(request, Walk.Pair());
        Assert.Equal(
            plan.Plan.Select(step => step.Target).Order(), grant.Changes.Select(step => step.Target).Order());
        Assert.Contains("owner=network team", Properties(walk, grant.AppId!), StringComparison.Ordinal);
        // While lists of the directory lag, the same would be done once more.
        walk.World.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Empty((await walk.OneAsync<AzurePeerGrant>(request, Walk.Pair())).Changes);
        var otherRequest = request with { Tag = new Hashtable { ["cost-center"] = "43" } };
        var step = Assert.Single((await walk.OneAsync<AzurePeerGrant>(otherRequest, Walk.Pair())).Changes);
        Assert.Equal("TagApplication", step.Action);
        var properties = Properties(walk, grant.AppId!);
        Assert.Contains("cost-center=43", properties, StringComparison.Ordinal);
        Assert.DoesNotContain("cost-center=42", properties, StringComparison.Ordinal);
        Assert.Contains("TimescaleVpc:project=", properties, StringComparison.Ordinal);

        walk.World.Clock.Advance(TimeSpan.FromMinutes(2));
        await walk.RunAsync<object>(new RevokePeerRoleRequest(), null, grant);
        Assert.DoesNotContain(walk.World.Inventory(), item => item.Id == grant.AppId
            || $"{item.Properties}".Contains("owner=network team", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_AWS_or_Entra_would_not_take_is_refused_before_anything_is_changed()
    {
        var walk = await Walk.StartAsync();
        var addedPeering = await AwsGuide.AddedAsync(walk);
        var before = walk.Mutations;
        foreach (var (key, value) in new[]
        {
            ("", "x"), ("aws:x", "x"), ("AWS:x", "x"), ("x", "aws:x"), (new string('k', 129), "x"),
            ("x", new string('v', 257)), ("x", "a\nb"), ("TimescaleVpc", "x"), ("timescalevpc:Ranges", "x"),
        })
        {
            var tag = new Hashtable { [key] = value };
            await walk.FailsAsync("TagRefused", new ApprovePeeringRequest { Tag = tag }, addedPeering);
            await walk.FailsAsync("TagRefused", new GrantEgressRequest { Tag = tag }, addedPeering);
        }

        await walk.FailsAsync(
            "TagRefused", new GrantEgressRequest { Tag = new Hashtable { ["Name"] = "mine" } }, addedPeering);
        var many = new Hashtable(Enumerable.Range(0, 49).ToDictionary(at => $"key{at}", at => $"{at}"));
        await walk.FailsAsync("TagRefused", new ApprovePeeringRequest { Tag = many }, addedPeering);
        await walk.FailsAsync("TagRefused", new GrantEgressRequest { Tag = many }, addedPeering);
        foreach (var key in new[] { "", "a=b", "TimescaleVpc:project", "a\u0007" })
        {
            await walk.FailsAsync(
                "TagRefused", Walk.GrantRequest with { Tag = new Hashtable { [key] = "x" } }, Walk.Pair());
        }

        Assert.Equal(before, walk.Mutations);
    }

    /// <summary>As it would be found by a later run.</summary>
    private static VpcPeering Fresh(VpcPeering peering) => peering with { Changes = [], Plan = [], Planned = false };

    private static string Properties(Walk walk, string id) => string.Join('\n', walk.World.Inventory()
        .Where(item => $"{item.Id} {item.Name} {item.Properties}".Contains(id, StringComparison.Ordinal))
        .Select(item => $"{item.Properties}"));

    private static int Count(IEnumerable<SandboxItem> items, string kind) =>
        items.Count(item => item.Kind.EndsWith(kind, StringComparison.Ordinal));
}
