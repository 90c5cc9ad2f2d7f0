using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Sessions;
using TimescaleVpc.Tests.Support;
using static TimescaleVpc.Tests.Support.AwsGuide;

namespace TimescaleVpc.Tests.Engine;

/// <summary>Routes, security groups and options of the customer's AWS VPC.</summary>
public sealed class AwsNetworkTests
{
    [Fact]
    public async Task A_route_that_leads_elsewhere_is_a_conflict_that_needs_force()
    {
        var walk = await Walk.StartAsync();
        var addedPeering = await AddedAsync(walk);
        var table = (await Tables(walk))[0];
        walk.World.Change("AddRoute", $"{table} 10.30.0.0/20 igw-0123456789abcdef0");

        var error = await walk.FailsAsync("RouteConflict", new ApprovePeeringRequest(), addedPeering);
        Assert.Contains("-Force", error.RecommendedAction, StringComparison.Ordinal);

        var approvedPeering = await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest { Force = true }, addedPeering);
        Assert.Contains(approvedPeering.Changes, step => step.Action == "ReplaceRoute");
    }

    [Fact]
    public async Task A_quota_is_the_platform_s_to_refuse_and_is_warned_of_before_the_request_is_accepted()
    {
        var walk = await Walk.StartAsync();
        walk.World.Settings.AwsRoutesPerTable = 501;
        var addedPeering = await AddedAsync(walk);
        var table = (await Tables(walk))[^1];
        for (var index = 0; index < 60; index++)
            walk.World.Change("AddRoute", $"{table} 172.16.{index}.0/24 igw-0123456789abcdef0");
        await walk.OneAsync<VpcPeering>(
            new ApprovePeeringRequest { RequesterAccountId = "222233334444" }, addedPeering,
            new Collector(planning: true));
        Assert.Empty(walk.Said.Warnings);
        for (var index = 60; index < 500; index++)
            walk.World.Change("AddRoute", $"{table} 172.{16 + index / 256}.{index % 256}.0/24 igw-0123456789abcdef0");

        var stoppedCollector = new Collector { StopAt = WarningCatalogue.RouteTableNearlyFull };
        var before = walk.Mutations;
        await walk.RunAsync<VpcPeering>(
            new ApprovePeeringRequest { RequesterAccountId = "222233334444" }, stoppedCollector, addedPeering);
        Assert.Equal(before, walk.Mutations);
        Assert.Contains(
            "500 (VPC quotas, as of November 2026)", Assert.Single(stoppedCollector.Warnings),
            StringComparison.Ordinal);

        await walk.FailsAsync("RouteTableFull", new ApprovePeeringRequest { RouteTableId = [table] }, addedPeering);
        Assert.Equal(400, walk.World.Requests.Last(request => request.Kind == "Ec2.CreateRoute").Status);
    }

    [Fact]
    public async Task Routes_can_be_narrowed_or_left_out()
    {
        var walk = await Walk.StartAsync();
        var addedPeering = await AddedAsync(walk);
        await walk.FailsAsync(
            "RouteTableUnknown", new ApprovePeeringRequest { RouteTableId = ["rtb-00000000000000000"] }, addedPeering);

        var none = await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest { NoRoute = true }, addedPeering);
        Assert.Empty(none.RouteTableIds);
        var table = (await Tables(walk))[0];
        var one = await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest { RouteTableId = [table] }, addedPeering);
        Assert.Equal([table], one.RouteTableIds);
    }

    /// <summary>Routes say nothing of an approval: it may leave them out, and an update keeps them.</summary>
    [Fact]
    public async Task A_wait_tells_an_approval_by_the_connection()
    {
        var walk = await Walk.StartAsync();
        var addedPeering = await AddedAsync(walk);
        var sink = new Collector();
        await walk.RunAsync<VpcPeering>(
            new WaitPeeringRequest { Timeout = TimeSpan.FromSeconds(30) }, sink,
            addedPeering with { RouteTableIds = ["rtb-0a1b2c3d4e5f60001"] });
        Assert.Contains("Approve-VpcPeering", Assert.Single(sink.Errors).Message, StringComparison.Ordinal);
        Assert.Single(sink.Warnings, text => Collector.Is(WarningCatalogue.ApprovalMissing, text));

        var approvedPeering = await walk.OneAsync<VpcPeering>(
            new ApprovePeeringRequest { NoRoute = true }, addedPeering);
        var collector = new Collector();
        await walk.OneAsync<VpcPeering>(new WaitPeeringRequest(), approvedPeering, collector);
        Assert.Empty(collector.Warnings);
        Assert.Contains(collector.Waits, wait => wait.Status.EndsWith("Timescale must act", StringComparison.Ordinal));
        Assert.DoesNotContain(collector.Waits, wait => wait.Status.Contains("you must act", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ec2:AcceptVpcPeeringConnection")]
    [InlineData("ec2:CreateRoute")]
    [InlineData("ec2:DescribeRouteTables")]
    public async Task A_missing_permission_is_named(string action)
    {
        var walk = await Walk.StartAsync();
        var addedPeering = await AddedAsync(walk);
        walk.World.Change("DropIamAction:" + action, "*");
        var error = await walk.FailsAsync("AwsPermissionDenied", new ApprovePeeringRequest(), addedPeering);
        Assert.Contains(action, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ec2:AcceptVpcPeeringConnection", "ec2:CreateTags", "ec2:CreateRoute")]
    [InlineData("ec2:CreateTags", "ec2:ModifyVpcPeeringConnectionOptions")]
    public async Task All_missing_permissions_are_named_at_once_and_none_that_is_held(params string[] actions)
    {
        var walk = await Walk.StartAsync();
        var addedPeering = await AddedAsync(walk);
        foreach (var action in actions) walk.World.Change("DropIamAction:" + action, "*");
        var error = await walk.FailsAsync(
            "AwsPermissionDenied", new ApprovePeeringRequest { AllowDns = true }, addedPeering);
        var words = error.Message[..error.Message.IndexOf(" says:", StringComparison.Ordinal)];
        Assert.All(actions, action => Assert.Contains($"'{action}'", words, StringComparison.Ordinal));
        Assert.Equal(actions.Length, words.Split("'ec2:").Length - 1);
        Assert.DoesNotContain("To ask your administrator only once", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_asked_yet_is_named_as_needed_too()
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest(), await AddedAsync(walk));
        walk.World.Change("DropIamAction:ec2:CreateSecurityGroup", "*");
        var error = await walk.FailsAsync("AwsPermissionDenied", new GrantEgressRequest(), peering);
        Assert.Contains("'ec2:CreateSecurityGroup'", error.Message, StringComparison.Ordinal);
        Assert.Contains(
            "To ask your administrator only once, ask for these as well, which Grant-AwsPeerEgress needs: "
            + "ec2:CreateTags, ec2:RevokeSecurityGroupEgress, ec2:AuthorizeSecurityGroupEgress.",
            error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removal_names_all_missing_permissions_at_once()
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest(), await AddedAsync(walk));
        foreach (var action in new[] { "ec2:DeleteRoute", "ec2:DeleteVpcPeeringConnection" })
            walk.World.Change("DropIamAction:" + action, "*");
        await walk.RunAsync<object>(new RemovePeeringRequest(), null, peering);
        var error = Assert.Single(walk.Said.Errors);
        Assert.Contains("'ec2:DeleteRoute', 'ec2:DeleteVpcPeeringConnection'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Existing_and_default_groups()
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest(), await AddedAsync(walk));
        var @default = await walk.OneAsync<VpcPeering>(new GrantEgressRequest { UseDefault = true }, peering);
        Assert.Empty(@default.Changes.Except(peering.Changes));

        await walk.FailsAsync(
            "SecurityGroupNotFound", new GrantEgressRequest { SecurityGroupId = "sg-00000000000000000" }, peering);
        var ownPeering = await walk.OneAsync<VpcPeering>(new GrantEgressRequest { Port = [5432, 6432] }, peering);
        Assert.Equal(
            ["AuthorizeEgress", "AuthorizeEgress", "CreateSecurityGroup", "RevokeDefaultEgress"],
            ownPeering.Changes.Except(peering.Changes).Select(step => step.Action).Order());
        var existingPeering =
            await walk.OneAsync<VpcPeering>(
                new GrantEgressRequest { SecurityGroupId = ownPeering.SecurityGroupId }, peering);
        Assert.Empty(existingPeering.Changes.Except(peering.Changes));
    }

    [Fact]
    public async Task A_security_group_in_use_is_named_with_its_users()
    {
        var walk = await Walk.StartAsync();
        var peering = await AwsWalkTests.PeerAsync(walk);
        walk.World.AddFault(
            new SandboxFault { Kind = "Ec2.DeleteSecurityGroup", Status = 400, Code = "DependencyViolation" });
        await walk.FailsAsync("SecurityGroupInUse", new RevokeEgressRequest(), peering);
    }

    [Fact]
    public async Task A_group_goes_on_an_instance_and_comes_off_again()
    {
        var walk = await Walk.StartAsync();
        var before = walk.World.Inventory();
        var card = before.First(item => item.Kind == "Aws.NetworkInterface").Id;
        var peering = await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest(), await AddedAsync(walk));
        await walk.FailsAsync(
            "AttachTargetUnknown", new GrantEgressRequest { AttachTo = ["i-00000000000000000"] }, peering);

        var grantedPeering = await walk.OneAsync<VpcPeering>(new GrantEgressRequest { AttachTo = [card] }, peering);
        Assert.Contains(grantedPeering.Changes, step => step.Action == "AttachSecurityGroup");
        await walk.RunAsync<object>(new RevokeEgressRequest(), null, grantedPeering);

        Assert.Empty(walk.Said.Errors);
        Assert.Equal(
            before.Where(item => item.Kind is "Aws.NetworkInterface" or "Aws.SecurityGroup"),
            walk.World.Inventory().Where(item => item.Kind is "Aws.NetworkInterface" or "Aws.SecurityGroup"));
    }

    [Fact]
    public async Task DNS_is_allowed_on_request_and_once()
    {
        var walk = await Walk.StartAsync();
        var request = new ApprovePeeringRequest { AllowDns = true };
        var approvedPeering = await walk.OneAsync<VpcPeering>(request, await AddedAsync(walk));
        Assert.Contains(approvedPeering.Changes, step => step.Action == "AllowDns");
        var before = walk.Mutations;
        await walk.OneAsync<VpcPeering>(request, approvedPeering);
        Assert.Equal(before, walk.Mutations);
    }

    /// <summary>Connections are only opened from the customer's side: one port leads out.</summary>
    [Fact]
    public async Task The_group_lets_one_port_out()
    {
        var walk = await Walk.StartAsync();
        var peering = await AwsWalkTests.PeerAsync(walk);
        var aws = await SessionState.Of(walk.Session).SignInAsync<AwsAccount>(CancellationToken.None);

        var groups = await aws.Ec2().DescribeSecurityGroupsAsync(
            Ec2Query.ById(peering.SecurityGroupId!), CancellationToken.None);

        var group = Assert.Single(groups);
        var rule = Assert.Single(group.Outbound);
        Assert.Equal(("tcp", 5432, 5432), (rule.Protocol, rule.FromPort, rule.ToPort));
        Assert.Equal(["10.30.0.0/20"], rule.Ranges.Select(range => range.Cidr));
    }

    private static Task<string[]> Tables(Walk walk) => Task.FromResult(walk.World.Inventory()
        .Where(item => item.Kind == "Aws.RouteTable" && item.Properties.Contains(East, StringComparison.Ordinal))
        .Select(item => item.Id).ToArray());
}
