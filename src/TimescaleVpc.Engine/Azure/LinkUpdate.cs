using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Azure;

/// <summary>
/// Writes a link that stands once more, as the application: with the ranges that the platform's network has now, with
/// the flags that are wished, and all else as it was read.
/// </summary>
internal sealed class LinkUpdate(ItemContext context)
{
    /// <param name="peering">The peering with its link.</param>
    /// <param name="flags">What is wished of it.</param>
    /// <param name="detail">What changes, in words.</param>
    /// <param name="runner">Does the steps.</param>
    /// <param name="cancel">Stops the requests.</param>
    public async Task RunAsync(
        VpcPeering peering, LinkFlags flags, string detail, StepRunner runner, CancellationToken cancel)
    {
        var account = await context.AzureAsync(cancel);
        var target = peering with { RemoteTenantId = await TenantAsync(peering, account, cancel) };
        if (target.AppId is null) throw Catalogue.AppNotFound.For(peering, "(none that Timescale names)");
        var credentials = context.Services.Find<RunCredentials>()!;
        var app = await credentials.FindAppAsync(target, account, runner, cancel);
        await credentials.DoAsync(
            app, AzurePeerings.Step(StepCatalogue.UpdateLink, target),
            credential => new LinkMaker(credential, context).MakeAsync(
                target, flags with { IsChange = true }, cancel), runner, cancel, detail,
            before: peering.Link is { } link ? LinkFlags.Words(link) : null);
    }

    /// <summary>The platform may name its tenant in passing only; its application always comes from there.</summary>
    private static async Task<string> TenantAsync(VpcPeering peering, AzureAccount account, CancellationToken cancel) =>
        peering.RemoteTenantId ?? peering.PlatformTenantId
            ?? (await account.Entra.FindPrincipalAsync(
                peering.PlatformAppId ?? GrantOptions.PlatformAppId, cancel))?.HomeTenantId
            ?? throw Catalogue.RemoteNetworkUnknown.For(peering, AzurePeerings.Name(peering), peering.State);
}
