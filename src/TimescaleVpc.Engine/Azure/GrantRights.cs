using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Azure;

/// <summary>Checks, before the first change, that the sign-in may do in Azure all that a grant still needs.</summary>
internal sealed class GrantRights(GrantIntent intent, AzureAccount account, ItemContext context)
{
    public async Task RequireAsync(GrantWorld world, CancellationToken cancel) =>
        await context.Clock.SideBySideAsync(
        [
            .. ByScope(intent, GrantDecision.Remaining(intent, world))
                .Select<IGrouping<string, PeeringStep>, Func<Task>>(
                    steps => () => RequireAsync(steps.Key, [.. steps], cancel)),
        ]);

    /// <summary>The steps in Azure, by the scope at which the sign-in needs their rights.</summary>
    public static IEnumerable<IGrouping<string, PeeringStep>> ByScope(
        GrantIntent intent, IEnumerable<PeeringStep> steps) =>
        steps.Where(step => step.Where == StepCatalogue.Azure).GroupBy(
            step => step.Permission.Contains("roleDefinitions", StringComparison.Ordinal)
                ? $"/subscriptions/{intent.Subscription}" : intent.Scope);

    private async Task RequireAsync(string scope, PeeringStep[] steps, CancellationToken cancel)
    {
        IReadOnlyList<ActionSet> heldActions;
        try
        {
            heldActions = await account.Roles.PermissionsAsync(scope, cancel);
        }
        catch (Exception error) when (error is TimescaleVpcException or TokenRefusedException)
        {
            // It is a courtesy: what it would have told, the steps themselves tell.
            context.Sink.Verbose(
                $"Not checked beforehand: the rights at {scope} ({Translation.Of(error, scope).Message})");
            return;
        }

        if (Array.Find(steps, step => !heldActions.Any(set => set.Allows(step.Permission))) is { } missingStep)
            throw Catalogue.AzurePermissionDenied.For(scope, "The Azure sign-in", missingStep.Permission, scope);
    }
}
