using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Tests.Support;
using static TimescaleVpc.Tests.Support.AwsGuide;

namespace TimescaleVpc.Tests.Engine;

/// <summary>Only what the platform names now, and what was checked, is accepted, tagged and routed.</summary>
public sealed class AcceptanceTests
{
    private const string Platform = "222233334444";

    private static readonly string[] Sent = ["Ec2.AcceptVpcPeeringConnection", "Ec2.CreateTags", "Ec2.CreateRoute"];

    [Fact]
    public async Task ACTIVE_without_a_connection_accepts_tags_and_routes_nothing()
    {
        var walk = await Walk.StartAsync();
        walk.World.Settings.CloudPeeringRequest = TimeSpan.FromHours(5);
        var vpc = await walk.OneAsync<Vpc>(New(), null);
        await walk.FailsAsync(
            "PeeringTimeout", new AddPeeringRequest { Timeout = TimeSpan.FromMinutes(1) }, Pair(vpc));
        walk.World.Change("SetCloudPeeringStatus:ACTIVE", "*");
        var foundPeering = await walk.OneAsync<VpcPeering>(new GetPeeringRequest(), null);
        Assert.Null(foundPeering.AwsPeeringId);
        var before = walk.Mutations;

        var error = await walk.FailsAsync(
            "PeeringUnnamed", new ApprovePeeringRequest { AllowDns = true }, foundPeering);
        Assert.Contains("ACTIVE", error.Message, StringComparison.Ordinal);
        await walk.RunAsync<VpcPeering>(new ApprovePeeringRequest(), new Collector(planning: true), foundPeering);
        Assert.Equal("PeeringUnnamed", Assert.Single(walk.Said.Errors).ErrorId);
        // Nor what an object claims that the platform does not name.
        var claimed = foundPeering with { AwsPeeringId = Phish(walk), Session = walk.Session };
        await walk.FailsAsync("PeeringUnnamed", new ApprovePeeringRequest(), claimed);

        Assert.Equal(before, walk.Mutations);
        Assert.DoesNotContain(walk.World.Requests, request => Sent.Contains(request.Kind));
    }

    [Fact]
    public async Task A_live_connection_that_only_looks_like_it_is_neither_adopted_tagged_routed_nor_removed()
    {
        var walk = await Walk.StartAsync();
        walk.World.Settings.CloudPeeringRequest = TimeSpan.FromHours(5);
        var vpc = await walk.OneAsync<Vpc>(New(), null);
        await walk.RunAsync<VpcPeering>(
            new AddPeeringRequest { Timeout = TimeSpan.FromMinutes(1) }, null, Pair(vpc));
        var stranger = Phish(walk);
        await AcceptByHandAsync(walk, stranger);
        walk.World.Change("SetCloudPeeringStatus:ACTIVE", "*");
        var before = walk.World.Inventory().Where(IsOfAws).ToArray();

        var foundPeering = await walk.OneAsync<VpcPeering>(new GetPeeringRequest(), null);
        Assert.Null(foundPeering.AwsPeeringId);
        await walk.FailsAsync("PeeringUnnamed", new ApprovePeeringRequest(), foundPeering);
        var undo = await walk.OneAsync<PeeringUndo>(new RemovePeeringRequest(), foundPeering);
        Assert.True(undo.IsComplete);
        await walk.OneAsync<PeeringUndo>(new UndoPeeringRequest(), foundPeering);

        Assert.Equal(before, walk.World.Inventory().Where(IsOfAws));
        Assert.DoesNotContain(before, item => item.Properties.Contains("TimescaleVpc", StringComparison.Ordinal));
    }

    /// <summary>
    /// The managed service may stop naming a connection once it is ACTIVE. One that was accepted but not tagged can
    /// then not be finished; it can be removed and created anew.
    /// </summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_acceptance_that_was_cut_off_goes_on_only_where_the_platform_still_names_it(bool isNamed)
    {
        var walk = await Walk.StartAsync();
        walk.World.Settings.NullStateInfoWhenActive = !isNamed;
        var vpc = await walk.OneAsync<Vpc>(
            new NewVpcRequest { CloudName = "timescale-aws-us-east-1", Cidr = "10.203.0.0/24" }, null);
        var addedPeering = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), Pair(vpc));
        walk.World.AddFault(new SandboxFault
        {
            Kind = "Ec2.CreateTags", Status = 403, Code = "UnauthorizedOperation",
        });
        await walk.RunAsync<VpcPeering>(new ApprovePeeringRequest(), null, addedPeering);
        Assert.Single(walk.Said.Errors);
        walk.World.Clock.Advance(TimeSpan.FromMinutes(5));
        var before = walk.Mutations;

        if (!isNamed)
        {
            await walk.FailsAsync("PeeringUnnamed", new ApprovePeeringRequest(), addedPeering);
            Assert.Equal(before, walk.Mutations);
            Assert.True((await walk.OneAsync<PeeringUndo>(new RemovePeeringRequest(), addedPeering)).IsComplete);
            addedPeering = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), Pair(vpc));
        }

        var approvedPeering = await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest(), addedPeering);
        Assert.NotEmpty(approvedPeering.RouteTableIds);
        Assert.Equal("ACTIVE", (await walk.OneAsync<VpcPeering>(new WaitPeeringRequest(), approvedPeering)).State);
    }

    [Fact]
    public async Task The_account_that_asks_is_shown_before_the_request_is_accepted()
    {
        var walk = await Walk.StartAsync();
        var request = await AddedAsync(walk);
        var shownPeering = await walk.OneAsync<VpcPeering>(new GetPeeringRequest(), null);
        Assert.Equal((Platform, Platform), (request.RequesterAccountId, shownPeering.RequesterAccountId));

        var plan = await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest(), request, new Collector(planning: true));
        Assert.Equal(Platform, plan.RequesterAccountId);
        var sentence = walk.Said.Shown.Single(step => step.Action == "AcceptPeering").Target;
        Assert.Contains($"requested by AWS account {Platform} ({request.AwsPeeringId}), which nothing names", sentence,
            StringComparison.Ordinal);

        var before = walk.Mutations;
        var question = new Collector { Confirm = _ => false };
        await walk.RunAsync<VpcPeering>(new ApprovePeeringRequest { RequesterAccountId = Platform }, question, request);
        Assert.Contains($"account {Platform} ({request.AwsPeeringId}), which -RequesterAccountId names",
            Assert.Single(question.Confirmed).Target, StringComparison.Ordinal);
        Assert.Equal(before, walk.Mutations);

        var approvedPeering = await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest(), request);
        Assert.Equal(approvedPeering.Changes.TakeLast(plan.Plan.Length), plan.Plan);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_requester_that_nothing_names_is_refused_where_that_is_asked_for(bool bySession)
    {
        var walk = await Walk.StartAsync(
            new ConnectRequest { Sandbox = true, SessionId = 1, RequireKnownRequester = bySession });
        Assert.Equal(bySession, walk.Session.RequireKnownRequester);
        var request = new ApprovePeeringRequest { RequireKnownRequester = !bySession };
        var addedPeering = await AddedAsync(walk);
        var before = walk.Mutations;

        var error = await walk.FailsAsync("RequesterUnknown", request, addedPeering);
        Assert.Contains(Platform, error.Message, StringComparison.Ordinal);
        await walk.RunAsync<VpcPeering>(request, new Collector(planning: true), addedPeering);
        Assert.Equal("RequesterUnknown", Assert.Single(walk.Said.Errors).ErrorId);
        Assert.Equal(before, walk.Mutations);

        // Named once, the approved peering names it for the next one, and for itself.
        var first = await walk.OneAsync<VpcPeering>(request with { RequesterAccountId = Platform }, addedPeering);
        await walk.OneAsync<VpcPeering>(new WaitPeeringRequest(), first);
        Assert.Empty((await walk.OneAsync<VpcPeering>(request, first with { Changes = [] })).Changes);
        var vpc = await walk.OneAsync<Vpc>(New(name: "second", cidr: "10.32.0.0/20"), null);
        var second = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), Pair(vpc));
        await walk.OneAsync<VpcPeering>(request, second);

        // The pin lives as long as an approved peering does.
        await walk.OneAsync<PeeringUndo>(new UndoPeeringRequest(), first);
        await walk.OneAsync<PeeringUndo>(new UndoPeeringRequest(), second);
        var third = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), Pair(vpc));
        await walk.FailsAsync("RequesterUnknown", request, third);
    }

    [Fact]
    public async Task An_update_that_could_not_accept_the_new_request_takes_nothing_away()
    {
        var walk = await Walk.StartAsync();
        var addedPeering = await AddedAsync(walk);
        await AcceptByHandAsync(walk, addedPeering.AwsPeeringId!);
        walk.World.Change("DeletePeering", addedPeering.AwsPeeringId!);
        walk.World.Clock.Advance(TimeSpan.FromMinutes(10));
        var before = walk.Mutations;

        await walk.FailsAsync(
            "RequesterUnknown", new UpdatePeeringRequest { Force = true, RequireKnownRequester = true }, addedPeering);

        Assert.Equal(before, walk.Mutations);
    }

    [Fact]
    public async Task What_Add_has_shown_must_be_what_asks_when_it_is_approved()
    {
        var walk = await Walk.StartAsync();
        var addedPeering = await AddedAsync(walk);
        walk.World.Change("PlatformReportsPcx", Phish(walk, "999988887777"));
        var before = walk.Mutations;

        var error = await walk.FailsAsync("RequesterAccountUnexpected", new ApprovePeeringRequest(), addedPeering);

        Assert.Contains("999988887777", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, walk.Mutations);
    }

    [Fact]
    public async Task What_did_not_happen_is_not_reported()
    {
        var walk = await Walk.StartAsync();
        var addedPeering = await AddedAsync(walk);
        walk.World.Change("DisableDnsHostnames", East);

        var approvedPeering = await walk.OneAsync<VpcPeering>(
            new ApprovePeeringRequest { AllowDns = true }, addedPeering);

        Assert.DoesNotContain(approvedPeering.Changes, step => step.Action == "AllowDns");
        Assert.Contains(walk.Said.Warnings, text => text.Contains("DNS hostnames", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_conflict_of_routes_is_found_before_the_request_is_accepted()
    {
        var walk = await Walk.StartAsync();
        var addedPeering = await AddedAsync(walk);
        var table = walk.World.Inventory().First(item => item.Kind == "Aws.RouteTable").Id;
        walk.World.Change("AddRoute", $"{table} 10.30.0.0/20 igw-0123456789abcdef0");
        var before = walk.Mutations;

        await walk.RunAsync<VpcPeering>(new ApprovePeeringRequest { RouteTableId = [table] }, null, addedPeering);

        Assert.Contains(walk.Said.Errors, error => error.ErrorId is "RouteConflict" or "RouteTableUnknown");
        Assert.Equal(before, walk.Mutations);
    }

    [Fact]
    public async Task A_leftover_without_a_VPC_asks_for_nothing_and_reports_nothing()
    {
        var walk = await Walk.StartAsync();
        var addedPeering = await AddedAsync(walk);
        var nowhere = addedPeering with { VpcId = "", PeeringId = null, State = "" };
        var before = walk.Mutations;

        await walk.FailsAsync("VpcNotFound", new AddPeeringRequest(), nowhere);
        await walk.FailsAsync("PeeringNotRequested", new ApprovePeeringRequest(), nowhere);

        Assert.Equal(before, walk.Mutations);
    }

    private static bool IsOfAws(SandboxItem item) => item.Kind.StartsWith("Aws.", StringComparison.Ordinal);

    /// <summary>Opens a foreign request for the same range and region; returns its id.</summary>
    private static string Phish(Walk walk, string account = "999988887777")
    {
        string[] Ids() => [.. walk.World.Inventory().Where(item => item.Kind == "Aws.Peering").Select(item => item.Id)];
        var before = Ids();
        walk.World.Change("PhishingRequest", $"account={account};cidr=10.30.0.0/20;region=us-east-1");
        return Assert.Single(Ids().Except(before));
    }

    /// <summary>Accepts it as the console would.</summary>
    private static async Task AcceptByHandAsync(Walk walk, string id)
    {
        var state = TimescaleVpc.Engine.Sessions.SessionState.Of(walk.Session);
        walk.World.Clock.Advance(TimeSpan.FromMinutes(1));
        using (state.Clock.Work())
        {
            var account = await state.SignInAsync<AwsAccount>(CancellationToken.None);
            await account.Ec2("us-east-1").AcceptVpcPeeringConnectionAsync(id, CancellationToken.None);
        }

        walk.World.Clock.Advance(TimeSpan.FromMinutes(1));
    }
}
