using System.Text.RegularExpressions;
using TimescaleVpc.Engine.Recording;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Recording;

/// <summary>What a session was answered is answered again, offline and without waiting.</summary>
public sealed partial class ReplayTests
{
    [Fact]
    public async Task A_walkthrough_is_replayed_to_the_same_end()
    {
        var walk = await Walk.StartAsync();
        var then = await walk.PeerAsync();
        using var file = new TempReport(walk.Session, keepNames: true);

        var again = await Walk.StartAsync(new ConnectRequest { Replay = file.Path });
        var now = await again.PeerAsync();
        Assert.Equal($"{then}", $"{now}");
        Assert.Equal(then.State, now.State);
        Assert.Equal(walk.World.Requests.Length, again.World.Requests.Length);
        Assert.Equal(walk.World.Clock.UtcNow, again.World.Clock.UtcNow);
        Assert.Equal("Session 0: demo-mst (replay)", $"{again.Session}");

        // Addresses of operations are signed, and followed; what signs them is in no file.
        var signatures = walk.World.Requests.SelectMany(request => Signature().Matches(request.Path))
            .Select(match => match.Groups[1].Value).Distinct().ToArray();
        Assert.NotEmpty(signatures);
        Assert.All(signatures, value => Assert.DoesNotContain(value, file.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_is_replayed_with_stand_ins_for_all_names()
    {
        var walk = await Walk.StartAsync();
        await walk.PeerAsync();
        // Again: it finds its own things by ids that follow from names.
        var then = await walk.PeerAsync();
        using var file = new TempReport(walk.Session);
        string[] names =
            ["Prod-VNet", "Network-RG", "demo-mst", walk.Session.SubscriptionId!, walk.Session.TenantId!, "admin@"];
        Assert.All(names, name => Assert.DoesNotContain(name, file.Text, StringComparison.OrdinalIgnoreCase));

        var again = await Walk.StartAsync(new ConnectRequest { Replay = file.Path });
        await PeerAsync(again, file.Names);
        var now = await PeerAsync(again, file.Names);
        Assert.Equal(file.Names.OfText($"{then}"), $"{now}");
        Assert.Equal("ACTIVE", now.State);
        Assert.Equal(walk.World.Requests.Length, again.World.Requests.Length);
    }

    private static async Task<VpcPeering> PeerAsync(Walk walk, StandIns names)
    {
        var grant = await walk.OneAsync<AzurePeerGrant>(
            new GrantPeerRoleRequest { ResourceGroupName = names.OfName("Network-RG") },
            Walk.Pair(vnet: names.OfName("Prod-VNet")));
        var addedPeering = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), grant);
        var approvedPeering = await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest(), addedPeering);
        return await walk.OneAsync<VpcPeering>(new WaitPeeringRequest(), approvedPeering);
    }

    [GeneratedRegex("[?&](?:c|s|h)=([^&]{20,200})")]
    private static partial Regex Signature();

    [Fact]
    public async Task A_walkthrough_of_AWS_is_replayed_with_stand_ins()
    {
        var walk = await Walk.StartAsync();
        var addedPeering = await AwsGuide.AddedAsync(walk);
        var approvedPeering = await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest(), addedPeering);
        var then = await walk.OneAsync<VpcPeering>(new WaitPeeringRequest(), approvedPeering);
        using var file = new TempReport(walk.Session);
        string[] names =
            ["\"prod\"", "demo-cloud", AwsGuide.East, walk.Session.AwsAccountId!, then.AwsPeeringId!, "10.30."];
        Assert.All(names, name => Assert.DoesNotContain(name, file.Text, StringComparison.OrdinalIgnoreCase));

        var again = await Walk.StartAsync(new ConnectRequest { Replay = file.Path });
        var vpc = await again.OneAsync<Vpc>(
            AwsGuide.New(file.Names.OfName("prod"), cidr: file.Names.OfValue("10.30.0.0/20")), null);
        var askedPeering = await again.OneAsync<VpcPeering>(
            new AddPeeringRequest(), AwsGuide.Pair(vpc, file.Names.OfValue(AwsGuide.East)));
        var acceptedPeering = await again.OneAsync<VpcPeering>(new ApprovePeeringRequest(), askedPeering);
        var now = await again.OneAsync<VpcPeering>(new WaitPeeringRequest(), acceptedPeering);
        Assert.Equal(file.Names.OfText($"{then}"), $"{now}");
        Assert.Equal(then.State, now.State);
    }

    public static TheoryData<SandboxFault> Faults => new(
        new SandboxFault { Kind = "Mst.ListVpcs", Status = 403, Message = "demo-mst is closed to 10.20.30.0/24" },
        new SandboxFault { Kind = "Mst.ListVpcs", Wire = "LoseReply", Times = 5 },
        new SandboxFault { Kind = "Mst.ListVpcs", Wire = "Truncated" },
        new SandboxFault { Kind = "Mst.ListVpcs", Wire = "PlainText", Status = 502, Times = 5 });

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_failure_is_repeated_in_the_same_words(SandboxFault fault)
    {
        var walk = await Walk.StartAsync();
        walk.World.AddFault(fault);
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => walk.OneAsync<Vpc>(new GetVpcRequest(), null));
        var then = Assert.Single(walk.Said.Errors);
        using var file = new TempReport(walk.Session);

        var again = await Walk.StartAsync(new ConnectRequest { Replay = file.Path });
        var now = await again.FailsAsync(then.ErrorId, new GetVpcRequest(), null);
        Assert.Equal(file.Names.OfText(then.Message), now.Message);
        Assert.Equal(file.Names.OfText(then.RecommendedAction), now.RecommendedAction);
    }

    [Fact]
    public async Task What_was_not_recorded_is_an_error_that_names_it()
    {
        var walk = await Walk.StartAsync();
        using var file = new TempReport(walk.Session, keepNames: true);
        var again = await Walk.StartAsync(new ConnectRequest { Replay = file.Path });
        var error = await again.FailsAsync("NotRecorded", new GetVpcRequest(), null);
        Assert.Contains("/vpcs", error.Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => again.World.Change("DeleteLink", "any"));
    }

    /// <summary>A hand or a program has changed a word of a report that was whole.</summary>
    [Theory]
    [InlineData("\"status\": 200", "\"status\": 99999")]
    [InlineData("\"status\": 200", "\"status\": \"fine\"")]
    [InlineData("\"status\": 200", "\"headers\": null, \"status\": 200")]
    [InlineData("\"method\": \"GET\"", "\"method\": null")]
    [InlineData("\"host\": \"", "\"took\": \"-01:00:00\", \"host\": \"")]
    [InlineData("\"host\": \"", "\"took\": \"99.00:00:00\", \"host\": \"")]
    [InlineData("\"at\": \"20", "\"at\": \"99")]
    [InlineData("\"host\": \"", "\"lost\": {}, \"host\": \"")]
    [InlineData("\"ManagedService\"", "\"Nonsense\"")]
    [InlineData("\"platforms\": [", "\"platforms\": null, \"were\": [")]
    [InlineData("\"apiUrl\": \"https://", "\"apiUrl\": \"nowhere ")]
    [InlineData("\"exchanges\": [", "\"exchanges\": [ null,")]
    [InlineData("\"version\": 1,", "")]
    [InlineData("\"bodies\": {", "\"bodies\": [], \"were\": {")]
    [InlineData("\"bodies\": {", "\"bodies\": {}, \"bodies\": {")]
    public async Task A_report_that_was_edited_into_nonsense_is_refused(string words, string others)
    {
        var walk = await Walk.StartAsync();
        await walk.OneAsync<Vpc>(new GetVpcRequest { CloudName = Walk.West }, null);
        using var file = new TempReport(walk.Session, keepNames: true);
        var text = file.Text;
        var at = text.IndexOf(words, StringComparison.Ordinal);
        Assert.True(at > 0);
        await File.WriteAllTextAsync(file.Path, text[..at] + others + text[(at + words.Length)..]);
        var error = await Assert.ThrowsAsync<TimescaleVpcException>(
            () => Walk.StartAsync(new ConnectRequest { Replay = file.Path }));
        Assert.Equal("ReportUnreadable", error.ErrorId);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"format":"TimescaleVpc report","version":1,"exchanges":[]}""")]
    [InlineData("""{"format":"TimescaleVpc report","version":2,"exchanges":[],"bodies":{}}""")]
    [InlineData("""{"format":"TimescaleVpc report","version":1,"exchanges":[{"got":"b1"}],"bodies":{}}""")]
    public async Task A_file_that_is_no_report_is_refused(string text)
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, text);
            var error = await Assert.ThrowsAsync<TimescaleVpcException>(
                () => Walk.StartAsync(new ConnectRequest { Replay = path }));
            Assert.Equal("ReportUnreadable", error.ErrorId);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
