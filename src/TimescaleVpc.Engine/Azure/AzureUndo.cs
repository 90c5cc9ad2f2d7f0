using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Sessions;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Azure;

/// <summary>Undoes a peering with a VNet: link, connection, then what Grant-AzurePeerRole made.</summary>
/// <param name="peering">
/// The peering; of leftovers without a VNet, only the subscription and perhaps the scope are known.
/// </param>
/// <param name="platformAppId">The platform's application; null takes the peering's, else the published one.</param>
/// <param name="account">The Azure sign-in.</param>
/// <param name="context">What the work has at hand.</param>
internal sealed class AzureUndo(
    VpcPeering peering, string? platformAppId, AzureAccount account, ItemContext context) : IPeeringUndo
{
    private readonly PeeringReader reader = new(context);

    private readonly GrantIntent intent = IntentOf(peering, platformAppId, account.Subscription.Id);

    public async Task<IReadOnlyList<PeeringItem>> LookAsync(CancellationToken cancel)
    {
        var found = peering;
        var world = new RevokeWorld();
        await context.Clock.SideBySideAsync(
            async () => found = peering.VNetId is null ? peering : await reader.WithBothAsync(peering, cancel),
            async () => world = await Revocation().LookAsync(cancel));
        return [.. PeeringItems.OfBothHalves(found), .. PeeringItems.OfGrant(intent, world)];
    }

    public async Task RemoveAsync(StepRunner runner, CancellationToken cancel)
    {
        if (peering.VNetId is not null)
            await new PeeringRemoval(context).RemoveAsync(peering, runner, noWait: false, cancel);
        await Revocation().RunAsync(runner, cancel);
    }

    private GrantRevocation Revocation() => new(intent, peering.AppId, account, context);

    /// <summary>Assignments above the VNet are found as well: their scope includes the VNet.</summary>
    private static GrantIntent IntentOf(VpcPeering peering, string? platformAppId, string subscription)
    {
        var of = peering.SubscriptionId ?? subscription;
        return new(
            peering.Project, peering.VpcId, of, peering.VNetId ?? peering.Scope ?? $"/subscriptions/{of}",
            platformAppId ?? peering.PlatformAppId ?? GrantOptions.PlatformAppId,
            OwnApp: true, OwnRole: true, PlatformRole: true);
    }
}
