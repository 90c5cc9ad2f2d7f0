using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Azure;

/// <summary>An application that a run acts as.</summary>
/// <param name="Account">The sign-in to the application's tenant.</param>
/// <param name="App">The application; null where it is only planned.</param>
/// <param name="Name">How steps call it: ours by its name, before and after it is made; any other by its id.</param>
internal sealed record RunApp(AzureAccount Account, EntraApp? App, string Name)
{
    /// <summary>The same project may have an application in several tenants.</summary>
    public string Key => $"{Account.TenantId} {Name}";
}

/// <summary>
/// The credentials of one run: one for each application, added by the first item that needs it, added again if it is
/// taken away meanwhile, and removed at the end. They exist in here only.
/// </summary>
internal sealed class RunCredentials(bool useCertificate, ISink sink) : IAsyncDisposable
{
    /// <summary>The time for their removal once the run was stopped.</summary>
    public static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    /// <summary>The time for their removal after all items are done.</summary>
    private static readonly TimeSpan EndLimit = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<string, EntraApp> apps = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, LinkCredential> credentials = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Credentials that may have been added although no reply said so: the platform may have them.</summary>
    private readonly ConcurrentBag<LinkCredential> unconfirmedCredentials = [];

    /// <summary>
    /// The application behind a link; credentials that killed runs left on it are removed. One of them may belong to a
    /// run of another session beside this one, which then adds another.
    /// </summary>
    public async Task<RunApp> FindAppAsync(
        VpcPeering peering, AzureAccount account, StepRunner runner, CancellationToken cancel)
    {
        if (peering.AppId is not { } appId) return new(account, App: null, AzureNames.App(peering.Project));

        return await runner.Context.Locks.OneAtATimeAsync($"app {appId}", async () =>
        {
            if (apps.TryGetValue(appId, out var knownApp)) return Named(knownApp);
            var app = Named(
                account.Idle(await account.Entra.GetAppAsync(appId, cancel))
                ?? throw Catalogue.AppNotFound.For(peering, appId));
            apps[appId] = app.App!;
            foreach (var credential in RevokeDecision.Credentials(app.App!))
            {
                await runner.DoAsync(
                    StepCatalogue.RemoveLeftCredential.On($"{app.Name}: {credential.Name}", app.Name),
                    () => account.Entra.RemoveCredentialAsync(app.App!.ObjectId, credential, cancel), cancel,
                    before: RevokeDecision.Words(credential));
            }

            return app;
        }, cancel);

        RunApp Named(EntraApp app)
        {
            var isOurs = app.Tags.Contains(AzureNames.ProjectTag(peering.Project));
            return new(account, app, isOurs ? AzureNames.App(peering.Project) : app.AppId);
        }
    }

    /// <summary>Does a step as the application, and counts the removal of the credential that it takes.</summary>
    public async Task DoAsync(
        RunApp app, PeeringStep step, Func<LinkCredential, Task> body, StepRunner runner, CancellationToken cancel,
        string? detail = null, string? before = null)
    {
        await OneAtATimeAsync(app, runner.Context, () => RequireAsync(app, runner, cancel), cancel);
        await runner.DoAsync(step, () => UseAsync(app, body, runner.Context, cancel), cancel, detail,
            before: before);
        // One credential serves all items, so it goes after the last; the item is emitted before that.
        runner.Note(StepCatalogue.RemoveCredential.On(app.Name));
    }

    /// <summary>Whether all items were done, rather than the run stopped.</summary>
    public bool IsRunDone { get; set; }

    /// <summary>
    /// Removes the credentials of this run: side by side, so that a slow removal takes no time from the others.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        var limit = IsRunDone ? EndLimit : StopLimit;
        LinkCredential[] all = [.. credentials.Values, .. unconfirmedCredentials];
        // Real sessions share one clock.
        foreach (var clock in all.GroupBy(credential => credential.Context.Clock))
        {
            await clock.Key.SideBySideAsync(
                [.. clock.Select<LinkCredential, Func<Task>>(credential => () => RemoveAsync(credential, limit))]);
        }

        foreach (var credential in all)
        {
            credential.App.Account.CredentialsInUse.TryRemove(credential.Name, out _);
            credential.Dispose();
        }

        credentials.Clear();
        unconfirmedCredentials.Clear();
    }

    private async Task RemoveAsync(LinkCredential credential, TimeSpan limit)
    {
        var step = StepCatalogue.RemoveCredential.On(credential.App.Name);
        using var budget = credential.Context.Clock.Limit(limit);
        try
        {
            await credential.Context.Services.Steps.RecordAsync(
                step, before: null,
                async () =>
                {
                    await credential.RemoveAsync(budget.Token);
                    return true;
                });
            sink.Verbose($"{step}");
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // It expires by itself; the next run removes it after that.
            var why = error is OperationCanceledException && budget.IsCancellationRequested
                ? $"no answer within {limit.TotalSeconds:0} s" : Translation.Of(error, null).Message;
            sink.Warning(WarningCatalogue.CredentialLeft.For(credential.Name, why, credential.Expires));
        }
    }

    /// <summary>The first item of an application adds its credential, the others use it.</summary>
    private async Task<bool> RequireAsync(RunApp app, StepRunner runner, CancellationToken cancel) =>
        credentials.ContainsKey(app.Key) || await runner.DoAsync(
            StepCatalogue.AddCredential.On(app.Name), () => AddAsync(app, runner.Context, cancel), cancel);

    private async Task UseAsync(
        RunApp app, Func<LinkCredential, Task> body, ItemContext context, CancellationToken cancel)
    {
        for (var renewals = 0; ;)
        {
            var credential = credentials[app.Key];
            try
            {
                await body(credential);
                return;
            }
            catch (CredentialGoneException) when (renewals++ < RetryHandler.Attempts)
            {
                await OneAtATimeAsync(app, context, () => RenewAsync(app, credential, context, cancel), cancel);
            }
        }
    }

    /// <summary>Another credential for one that is gone, unless another item of the run has added it.</summary>
    private async Task<bool> RenewAsync(
        RunApp app, LinkCredential lostCredential, ItemContext context, CancellationToken cancel)
    {
        if (credentials[app.Key] != lostCredential) return false;
        sink.Verbose($"{lostCredential.Name} is no longer on the application; adding another one.");
        await AddAsync(app, context, cancel);
        app.Account.CredentialsInUse.TryRemove(lostCredential.Name, out _);
        lostCredential.Dispose();
        return true;
    }

    private async Task AddAsync(RunApp app, ItemContext context, CancellationToken cancel)
    {
        var credential = new LinkCredential(app, useCertificate, context);
        app.Account.CredentialsInUse[credential.Name] = true;
        try
        {
            await credential.AddAsync(cancel);
        }
        catch
        {
            unconfirmedCredentials.Add(credential);
            throw;
        }

        credentials[app.Key] = credential;
    }

    private static Task<bool> OneAtATimeAsync(
        RunApp app, ItemContext context, Func<Task<bool>> body, CancellationToken cancel) =>
        context.Locks.OneAtATimeAsync($"credential {app.Name}", body, cancel);
}
