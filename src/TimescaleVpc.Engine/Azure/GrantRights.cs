using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Azure;

/// <summary>Checks, before the first change, that the sign-in may do in Azure all that a grant still needs.</summary>
internal sealed class GrantRights(GrantIntent intent, AzureAccount account, ItemContext context)
{
    /// <exception cref="TimescaleVpcException">Some are missing: all of them are named.</exception>
    public async Task RequireAsync(GrantWorld world, CancellationToken cancel)
    {
        var steps = GrantDecision.Remaining(intent, world);
        var scopes = ByScope(intent, steps).ToArray();
        var missingRights = await context.Clock.SideBySideAsync(
            scopes, part => MissingAsync(part.Key, part, cancel));
        var gaps = scopes.Zip(missingRights).Where(pair => pair.Second.Length > 0)
            .Select(pair => (Scope: pair.First.Key, Rights: string.Join("', '", pair.Second))).ToArray();
        if (gaps is not [var (firstScope, firstRights), .. var others]) return;

        var where = string.Concat(others.Select(other => $", nor '{other.Rights}' at {Name(other.Scope)}"));
        throw Catalogue.AzurePermissionDenied.For(firstScope, account.Who, firstRights, Name(firstScope) + where)
            .AlsoNeeding(InDirectory(steps));
    }

    /// <summary>
    /// The rights that steps need in the directory, which does not tell beforehand what a sign-in may do there.
    /// </summary>
    public static string[] InDirectory(IEnumerable<PeeringStep> steps) =>
    [
        .. steps.Where(step => step.Where == StepCatalogue.Entra).Select(step => step.Permission)
            .Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>The steps in Azure, by the scope at which the sign-in needs their rights.</summary>
    public static IEnumerable<IGrouping<string, PeeringStep>> ByScope(
        GrantIntent intent, IEnumerable<PeeringStep> steps) =>
        steps.Where(step => step.Where == StepCatalogue.Azure).GroupBy(
            step => step.Permission.Contains("roleDefinitions", StringComparison.Ordinal)
                ? $"/subscriptions/{intent.Subscription}" : intent.Scope);

    private string Name(string scope) => Same(scope, $"/subscriptions/{account.Subscription.Id}")
        ? $"subscription {account.Subscription.Name}" : ArmWords.Label(scope);

    private async Task<string[]> MissingAsync(
        string scope, IEnumerable<PeeringStep> steps, CancellationToken cancel)
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
                $"Not checked beforehand: the rights at {ArmWords.Label(scope)} "
                + $"({Translation.Of(error, scope).Message})");
            return [];
        }

        return
        [
            .. steps.Select(step => step.Permission).Distinct()
                .Where(permission => !heldActions.Any(set => set.Allows(permission))),
        ];
    }
}
