using System.Text;
using System.Text.Json;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Engine;

/// <summary>The application's credential lives for one stage, and no secret is ever said.</summary>
public sealed class SecretTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_credential_is_gone_when_the_stage_is(bool useCertificate)
    {
        var walk = await Walk.StartAsync();
        var addedPeering = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), await walk.GrantAsync());

        var approvedPeering = await walk.OneAsync<VpcPeering>(
            new ApprovePeeringRequest { UseCertificate = useCertificate }, addedPeering);

        Assert.Equal("Connected", approvedPeering.LinkState);
        Assert.Empty(Credentials(walk));
    }

    [Fact]
    public async Task A_tenant_that_forbids_secrets_is_named_and_a_certificate_works()
    {
        var walk = await Walk.StartAsync();
        walk.World.Settings.ForbidSecrets = true;
        var addedPeering = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), await walk.GrantAsync());

        var error = await walk.FailsAsync("SecretsForbidden", new ApprovePeeringRequest(), addedPeering);
        Assert.Contains("-UseCertificate", error.RecommendedAction, StringComparison.Ordinal);

        var approvedPeering = await walk.OneAsync<VpcPeering>(
            new ApprovePeeringRequest { UseCertificate = true }, addedPeering);
        Assert.Equal("Connected", approvedPeering.LinkState);
        Assert.Empty(Credentials(walk));
    }

    [Fact]
    public async Task A_failure_of_the_link_takes_the_credential_along_too()
    {
        var walk = await Walk.StartAsync();
        var addedPeering = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), await walk.GrantAsync());
        walk.World.AddFault(new SandboxFault { Kind = "Arm.PutPeering", Status = 400,
            Code = "VnetAddressSpacesOverlap" });

        var error = await walk.FailsAsync("LinkOverlap", new ApprovePeeringRequest(), addedPeering);

        Assert.Contains("VnetAddressSpacesOverlap", error.Message, StringComparison.Ordinal);
        Assert.Empty(Credentials(walk));
    }

    [Fact]
    public async Task A_credential_that_cannot_be_removed_is_warned_of_and_removed_by_the_next_run()
    {
        var walk = await Walk.StartAsync();
        var addedPeering = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), await walk.GrantAsync());
        walk.World.AddFault(new SandboxFault { Kind = "Graph.RemovePassword", Status = 403 });
        await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest(), addedPeering);
        Assert.Contains(walk.Said.Warnings, text => text.Contains("could not be removed", StringComparison.Ordinal));
        Assert.Single(Credentials(walk));

        var next = await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest(), addedPeering);
        Assert.Equal(["RemoveLeftCredential"], next.Changes.Except(addedPeering.Changes).Select(step => step.Action));
        Assert.Empty(Credentials(walk));
    }

    [Fact]
    public async Task The_credential_expires_ten_minutes_after_the_timeout()
    {
        var walk = await Walk.StartAsync();
        var addedPeering = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), await walk.GrantAsync());
        walk.World.AddFault(new SandboxFault { Kind = "Graph.RemovePassword", Status = 403 });
        var now = walk.World.Clock.UtcNow;

        await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest { Timeout = TimeSpan.FromMinutes(7) }, addedPeering);

        var rest = Assert.Single(Credentials(walk));
        Assert.StartsWith("TimescaleVpc run ", rest.Name, StringComparison.Ordinal);
        var ends = rest.Properties.Split(' ').Single(text => text.StartsWith("ends=", StringComparison.Ordinal))[5..];
        Assert.InRange(DateTime.Parse(ends, null, System.Globalization.DateTimeStyles.AdjustToUniversal),
            now.AddMinutes(17), walk.World.Clock.UtcNow.AddMinutes(17));
    }

    [Fact]
    public async Task A_run_whose_credential_another_run_took_away_makes_a_new_one()
    {
        var walk = await Walk.StartAsync();
        walk.World.Settings.RolePropagation = TimeSpan.FromMinutes(10);
        var addedPeering = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), await walk.GrantAsync());
        var beside = await walk.AgainAsync();
        var reference = new PeeringRef(null, new VpcRef(null, Walk.West), new VNetRef(null, "Network-RG/Prod-VNet"));

        Task<VpcPeering> one, other;
        // The clock stands still until the second run has taken the first one's credential for a left one.
        using (Crew.ClockOf(walk.World).Stop())
        {
            one = walk.OneAsync<VpcPeering>(new ApprovePeeringRequest(), addedPeering);
            await SeenAsync("Graph.AddPassword");
            other = beside.OneAsync<VpcPeering>(new ApprovePeeringRequest(), reference);
            await SeenAsync("Graph.RemovePassword");
        }

        Assert.Equal((await one).LinkName, (await other).LinkName);
        Assert.Empty(walk.Said.Warnings);
        Assert.Equal(3, walk.World.Requests.Count(request => request.Kind == "Graph.AddPassword"));
        Assert.Empty(Credentials(walk));

        Task SeenAsync(string kind) =>
            Hang.UntilAsync(() => walk.World.Requests.Any(request => request.Kind == kind));
    }

    [Fact]
    public async Task A_lost_reply_leaves_no_secret_behind()
    {
        var walk = await Walk.StartAsync();
        var addedPeering = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), await walk.GrantAsync());
        walk.World.AddFault(new SandboxFault { Kind = "Graph.AddPassword", Wire = "LoseReply" });

        await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest(), addedPeering);

        Assert.Empty(Credentials(walk));
    }

    [Fact]
    public async Task Stopping_while_the_link_is_waited_for_still_removes_the_secret()
    {
        var walk = await Walk.StartAsync();
        var grant = await walk.GrantAsync();
        var addedPeering = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), grant);
        walk.World.Settings.RolePropagation = TimeSpan.FromHours(1);
        walk.World.Change("DeleteRoleAssignment", grant.OwnRoleAssignmentId!);
        await walk.GrantAsync();
        using var stop = new CancellationTokenSource();
        var sink = new Collector();
        await using (var stage = new TimescaleVpc.Engine.PeeringEngine().Open(
            new ApprovePeeringRequest { CurrentSession = walk.Session }, sink))
        {
            // The clock stands, which keeps the run at its first wait.
            using var hold = Crew.ClockOf(walk.World).Stop();
            var run = stage.ProcessAsync(addedPeering, stop.Token);
            await Hang.UntilAsync(() => walk.World.Requests.Any(request => request.Kind == "Graph.AddPassword"));
            stop.Cancel();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
            Assert.Single(Credentials(walk));
        }

        Assert.Empty(Credentials(walk));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stopping_before_the_reply_arrives_removes_the_credential_too(bool useCertificate)
    {
        var walk = await Walk.StartAsync();
        var addedPeering = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), await walk.GrantAsync());
        var kind = useCertificate ? "Graph.UpdateApplication" : "Graph.AddPassword";
        walk.World.AddFault(new SandboxFault { Kind = kind, Delay = TimeSpan.FromMinutes(1) });
        using var stop = new CancellationTokenSource();
        var request = new ApprovePeeringRequest { CurrentSession = walk.Session, UseCertificate = useCertificate };
        await using (var stage = new TimescaleVpc.Engine.PeeringEngine().Open(request, new Collector()))
        {
            // The clock stands, which keeps the reply on its way.
            using var hold = Crew.ClockOf(walk.World).Stop();
            var run = stage.ProcessAsync(addedPeering, stop.Token);
            await Hang.UntilAsync(() => Credentials(walk).Length > 0);
            Assert.Single(Credentials(walk));
            stop.Cancel();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        }

        Assert.Empty(Credentials(walk));
    }

    [Fact]
    public async Task Nothing_that_is_said_holds_a_secret()
    {
        var walk = await Walk.StartAsync();
        var collectors = new List<Collector>();
        Collector Listen()
        {
            collectors.Add(new Collector());
            return collectors[^1];
        }

        var peering = await walk.PeerAsync(Listen);
        var service = await walk.OneAsync<ServiceVpc>(new SetServiceRequest { Service = ["mst-metrics"] }, peering,
            Listen());
        var test = await walk.OneAsync<ServiceVpcTest>(new TestServiceRequest(), service, Listen());
        var script = await walk.OneAsync<string>(new TestServiceRequest { AsScript = true }, service, Listen());

        var text = new StringBuilder(script);
        foreach (var sink in collectors) text.AppendJoin('\n', sink.Texts).AppendJoin('\n', sink.Errors);
        foreach (var thing in new object[] { peering, service, test, walk.Session }) text.Append(
            JsonSerializer.Serialize(thing)).Append(thing);
        foreach (var request in walk.World.Requests) text.Append(JsonSerializer.Serialize(request));
        text.Append(JsonSerializer.Serialize(walk.World.Inventory()));
        foreach (var secret in new[] { "sandbox-mst-token" }.Concat(walk.World.SignIn.Users.Select(user => user.Value)))
        {
            foreach (var form in Forms(secret))
                Assert.False(text.ToString().Contains(form, StringComparison.OrdinalIgnoreCase), $"{form} was said");
        }

        Assert.DoesNotMatch(@"eyJ[\w-]+\.", text.ToString());
        Assert.DoesNotMatch("AVNS_[A-Za-z0-9]{6,}", text.ToString());
    }

    [Theory]
    [InlineData("got Bearer abcdef123456 there", "got Bearer *** there")]
    [InlineData("aivenv1 abc/def+ghi=", "aivenv1 ***")]
    [InlineData("token eyJhbGciOi.eyJvaWQiOiI.c2ln end", "token *** end")]
    [InlineData("the bearer of news", "the bearer of news")]
    public void What_looks_like_a_credential_is_masked(string text, string expected) =>
        Assert.Equal(expected, Redaction.Clean(text));

    private static SandboxItem[] Credentials(Walk walk) =>
        [.. walk.World.Inventory().Where(item => item.Kind == "Entra.Credential")];

    private static string[] Forms(string secret) =>
        [secret, Uri.EscapeDataString(secret), Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)),
            secret[..(secret.Length * 2 / 3)]];
}
