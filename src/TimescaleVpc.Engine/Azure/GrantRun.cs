using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Azure;

/// <summary>
/// Carries out a grant: decides and acts until nothing is left to do. After a step with an unknown outcome it reads the
/// state again before it decides.
/// </summary>
internal sealed class GrantRun(GrantIntent intent, AzureAccount account, GrantReader reader, StepRunner runner)
{
    private readonly GrantActor actor = new(account, runner.Context, intent);

    private ItemContext Context => runner.Context;

    public GrantIntent Intent => intent;

    /// <summary>The grants whose shared parts are created one after the other.</summary>
    public string Project => $"{account.TenantId} {intent.Project}";

    /// <summary>The grants that share what <see cref="MakeSharedAsync"/> makes.</summary>
    public string Sharers => $"{Project} {intent.Subscription} {reader.AppInUse}";

    /// <summary>The state, as last observed and changed.</summary>
    public GrantWorld World { get; private set; } = new();

    /// <summary>Whether everything is there that grants share.</summary>
    public bool HasShared => GrantDecision.NextShared(intent, World).Count == 0;

    /// <summary>Observes what is there.</summary>
    /// <param name="sharedWorld">What grants share, where it is known; null reads it, too.</param>
    /// <param name="cancel">Stops the requests.</param>
    public async Task LookAsync(GrantWorld? sharedWorld, CancellationToken cancel) =>
        World = await reader.ReadAssignmentsAsync(sharedWorld ?? await reader.ReadSharedAsync(cancel), cancel);

    /// <summary>A sign-in that cannot finish must not begin.</summary>
    public Task RequireRightsAsync(CancellationToken cancel) =>
        new GrantRights(intent, account, Context).RequireAsync(World, cancel);

    /// <summary>Makes what grants share: application, principals and roles.</summary>
    /// <param name="sharedWorld">What of it is known; null reads it.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task MakeSharedAsync(GrantWorld? sharedWorld, CancellationToken cancel)
    {
        await LookAsync(sharedWorld, cancel);
        await RequireRightsAsync(cancel);
        for (var attempt = 1; GrantDecision.NextShared(intent, World) is { Count: > 0 } steps;)
        {
            if (await DoAsync(steps, attempt, cancel)) continue;
            attempt++;
            await LookAsync(sharedWorld, cancel);
        }
    }

    /// <summary>Makes the assignments, which are this grant's own.</summary>
    public async Task AssignAsync(CancellationToken cancel)
    {
        for (var attempt = 1; GrantDecision.NextAssignments(intent, World) is { Count: > 0 } steps;)
        {
            if (await DoAsync(steps, attempt, cancel)) continue;
            attempt++;
            await LookAsync(World, cancel);
        }
    }

    public AzurePeerGrant ToGrant(Vpc vpc, AzureVNet vnet) => new AzurePeerGrant
    {
        Vpc = vpc,
        VNet = vnet,
        TenantId = account.TenantId,
        AppId = Known(World.App?.AppId),
        ServicePrincipalId = Known(World.Own.Principal?.ObjectId),
        PlatformAppId = intent.PlatformAppId,
        PlatformServicePrincipalId = Known(World.Platform.Principal?.ObjectId),
        PlatformTenantId = World.Platform.Principal?.HomeTenantId,
        OwnRoleId = World.Own.Role?.Id,
        PlatformRoleId = World.Platform.Role?.Id,
        OwnRoleAssignmentId = Known(World.Own.Assignment?.Id),
        PlatformRoleAssignmentId = Known(World.Platform.Assignment?.Id),
        Scope = intent.Scope,
        Changes = vpc.Changes,
        Plan = vpc.Plan,
        AssignedAt = Later(World.Own.Assignment?.Created, World.Platform.Assignment?.Created) ?? Context.Clock.Now,
    }.After(runner);

    /// <summary>Does steps side by side. A plan only assumes them.</summary>
    /// <returns>False if the outcome of one is not known, so that the world has to be looked at again.</returns>
    private async Task<bool> DoAsync(IReadOnlyList<PeeringStep> steps, int attempt, CancellationToken cancel)
    {
        var before = World;
        var parts = new object[steps.Count];
        try
        {
            await Context.Clock.SideBySideAsync([.. steps.Select(OneAsync)]);
        }
        catch (UnknownOutcomeException error)
        {
            if (!Context.MayTryAgain(attempt)) throw error.Reported;
            await Context.Clock.DelayAsync(PollIntervals.Outcome, cancel);
            return false;
        }
        catch (EntraException refusal) when (refusal.IsDenied)
        {
            throw NamingAll(refusal.ToError());
        }
        catch (TimescaleVpcException refusal) when (refusal.ErrorId == Catalogue.ForeignPrincipalDenied.Id)
        {
            throw NamingAll(refusal);
        }

        World = steps.Zip(parts).Aggregate(before, (now, item) => now.With(GrantParty.Of(item.First), item.Second));
        return true;

        Func<Task> OneAsync(PeeringStep step, int index) => async () =>
        {
            parts[index] = GrantDecision.Planned(intent, before, step);
            if (!runner.Planning) Context.ShowStep(Context.Bar(step.Where), step.Sentence.Split(':')[0]);
            await runner.DoAsync(step, async () => parts[index] = await actor.DoAsync(step, before, cancel), cancel);
        };
    }

    /// <summary>A refusal of the directory, with what else is needed there; the rights in Azure are checked.</summary>
    private TimescaleVpcException NamingAll(TimescaleVpcException refusal) => refusal.AlsoNeeding(
    [
        .. GrantRights.InDirectory(GrantDecision.Remaining(intent, World))
            .Where(right => !refusal.Message.Contains(right, StringComparison.Ordinal)),
    ]);

    /// <summary>Values that a plan does not know yet are null, not empty.</summary>
    private static string? Known(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null || other is null ? null : one > other ? one : other;
}
