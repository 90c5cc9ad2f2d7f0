using TimescaleVpc.Engine;
using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Sessions;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Work;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Engine;

/// <summary>The credentials of one run: how many there are, and how long their removal may take.</summary>
public sealed class RunCredentialsTests
{
    private static readonly TimeSpan Silence = TimeSpan.FromHours(1);

    /// <summary>The pump waits so long for a stage that was stopped, and no longer.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stopped_stage_cleans_up_in_the_time_that_it_says(bool hasEnded)
    {
        var walk = await Walk.StartAsync();
        var addedPeering = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), await walk.GrantAsync());
        var clock = Crew.WorkClockOf(walk.World);
        using var work = clock.Work();
        var collector = new Collector();
        var stage = new PeeringEngine().Open(new ApprovePeeringRequest { CurrentSession = walk.Session }, collector);
        await clock.JoinAsync(stage.ProcessAsync(addedPeering, CancellationToken.None));
        if (hasEnded) await clock.JoinAsync(stage.EndAsync(CancellationToken.None));
        walk.World.AddFault(new SandboxFault { Kind = "Graph.RemovePassword", Delay = Silence, Times = 9 });
        var (limit, start) = (stage.CleanUpLimit, clock.Now);

        await clock.JoinAsync(stage.DisposeAsync().AsTask());

        var duration = clock.Now - start;
        Assert.Equal(TimeSpan.FromSeconds(10), limit);
        if (hasEnded) Assert.InRange(duration, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2));
        else Assert.Equal(limit, duration);
        Assert.True(Collector.Is(WarningCatalogue.CredentialLeft, Assert.Single(collector.Warnings)));
    }

    [Fact]
    public async Task A_stage_whose_end_was_stopped_has_not_ended()
    {
        var walk = await Walk.StartAsync();
        var addedPeering = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), await walk.GrantAsync());
        var clock = Crew.WorkClockOf(walk.World);
        using var work = clock.Work();
        var stage = new PeeringEngine().Open(
            new ApprovePeeringRequest { CurrentSession = walk.Session }, new Collector());
        await clock.JoinAsync(stage.ProcessAsync(addedPeering, CancellationToken.None));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => clock.JoinAsync(stage.EndAsync(new CancellationToken(canceled: true))));
        walk.World.AddFault(new SandboxFault { Kind = "Graph.RemovePassword", Delay = Silence, Times = 9 });
        var start = clock.Now;

        await clock.JoinAsync(stage.DisposeAsync().AsTask());

        Assert.Equal(stage.CleanUpLimit, clock.Now - start);
    }

    /// <summary>One directory that does not answer takes nothing of the time that another one has.</summary>
    [Fact]
    public async Task All_are_removed_side_by_side()
    {
        var run = await Run.StartAsync();
        using var work = run.Clock.Work();
        var app = await run.FindAppAsync();
        await run.UseAsync(app with { Name = "one" });
        await run.UseAsync(app with { Name = "other" });
        run.Walk.World.AddFault(new SandboxFault { Kind = "Graph.RemovePassword", Delay = Silence });
        var (limit, start) = (RunCredentials.StopLimit, run.Clock.Now);

        await run.Clock.JoinAsync(run.Credentials.DisposeAsync().AsTask());

        Assert.Equal(limit, run.Clock.Now - start);
        Assert.True(Collector.Is(WarningCatalogue.CredentialLeft, Assert.Single(run.Said.Warnings)));
        Assert.Equal(2, run.Walk.World.Requests.Count(request => request.Kind == "Graph.RemovePassword"));
    }

    [Fact]
    public async Task An_application_has_one_credential_and_a_tenant_an_application_of_its_own()
    {
        var run = await Run.StartAsync();
        using var work = run.Clock.Work();
        var app = await run.FindAppAsync();
        var first = await run.UseAsync(app);
        Assert.Same(first, await run.UseAsync(await run.FindAppAsync()));
        using var account = new AzureAccount(
            run.Context.Wire, first.Tokens, app.Account.Subscription with { TenantId = "other" });
        Assert.NotEqual(app.Key, (app with { Account = account }).Key);

        await run.Clock.JoinAsync(run.Credentials.DisposeAsync().AsTask());

        Assert.Equal(1, run.Walk.World.Requests.Count(request => request.Kind == "Graph.AddPassword"));
        Assert.DoesNotContain(run.Walk.World.Inventory(), item => item.Kind == "Entra.Credential");
    }

    /// <summary>Repairs of one pipeline go on side by side, and each approves in a run of its own.</summary>
    [Fact]
    public async Task A_run_leaves_the_credential_of_another_run_of_its_session()
    {
        var run = await Run.StartAsync();
        using var work = run.Clock.Work();
        await run.UseAsync(await run.FindAppAsync());
        run.Walk.World.Clock.Advance(TimeSpan.FromMinutes(1));

        await new Run(run.Walk, run.Peering, run.Context, run.Said).FindAppAsync();

        Assert.Single(run.Walk.World.Inventory(), item => item.Kind == "Entra.Credential");
        run.Walk.World.AddFault(new SandboxFault { Kind = "Graph.RemovePassword", Status = 403, Times = 9 });
        await run.Clock.JoinAsync(run.Credentials.DisposeAsync().AsTask());
        Assert.True(Collector.Is(WarningCatalogue.CredentialLeft, Assert.Single(run.Said.Warnings)));

        // Once its run has ended it is left.
        run.Walk.World.ClearFaults();
        await new Run(run.Walk, run.Peering, run.Context, run.Said).FindAppAsync();
        Assert.DoesNotContain(run.Walk.World.Inventory(), item => item.Kind == "Entra.Credential");
    }

    /// <summary>The credentials of a run on a world where a peering waits to be linked.</summary>
    private sealed record Run(Walk Walk, VpcPeering Peering, ItemContext Context, Collector Said)
    {
        private readonly StepRunner runner = new(Context, plannedBefore: false);

        public RunCredentials Credentials { get; } = new(useCertificate: false, Said);

        public TimescaleVpc.Engine.Transport.WorkClock Clock => Context.Clock;

        public static async Task<Run> StartAsync()
        {
            var walk = await Walk.StartAsync();
            var addedPeering = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), await walk.GrantAsync());
            var (collector, timeout) = (new Collector(), TimeSpan.FromMinutes(20));
            var state = SessionState.Of(walk.Session);
            var context = new ItemContext(walk.Session, state, collector, state.Clock.Now + timeout, timeout);
            return new(walk, addedPeering, context, collector);
        }

        public async Task<RunApp> FindAppAsync() => await Credentials.FindAppAsync(
            Peering, await Context.AzureAsync(CancellationToken.None), runner, CancellationToken.None);

        public async Task<LinkCredential> UseAsync(RunApp app)
        {
            LinkCredential? used = null;
            await Credentials.DoAsync(
                app, StepCatalogue.CreateLink.On("link", "vpc", "vnet"),
                credential =>
                {
                    used = credential;
                    return Task.CompletedTask;
                },
                runner, CancellationToken.None);
            return used!;
        }
    }
}
