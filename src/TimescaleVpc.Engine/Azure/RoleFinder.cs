using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Azure;

/// <summary>
/// Finds a role by its name. Lists of role definitions lag: by its name a role that was made or changed a moment ago is
/// not found, seen for eleven seconds. So an empty list is asked for again before it is believed.
/// </summary>
internal sealed class RoleFinder(AzureAccount account, ItemContext context)
{
    private static readonly TimeSpan LongestLag = TimeSpan.FromSeconds(15);

    /// <summary>The role of this name that can be assigned in a subscription; null if there is none.</summary>
    public Task<AzureRole?> FindAsync(string subscription, string name, CancellationToken cancel) =>
        new Patience(context, LongestLag).UntilShownAsync(
            () => account.Roles.FindAsync($"/subscriptions/{subscription}", name, cancel),
            PollIntervals.Directory, context.Bar("Azure roles"), "a new role may not be listed yet", cancel);
}
