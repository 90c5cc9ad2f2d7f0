using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Peerings;

/// <summary>
/// Whether our half of a peering stands that the platform reports as ACTIVE. It notices late that a half is gone, and
/// says ACTIVE until then.
/// </summary>
internal sealed class OwnHalf(ItemContext context)
{
    private bool warned;

    /// <summary>The peering with what our own cloud shows of it, and whether that is a half that works.</summary>
    /// <returns>Not standing is one that is on its way.</returns>
    /// <exception cref="TimescaleVpcException">There is none, or it is dead.</exception>
    public async Task<(VpcPeering Peering, bool Stands)> LookAsync(VpcPeering peering, CancellationToken cancel)
    {
        try
        {
            return peering.AwsVpcId is null ? await InAzureAsync(peering, cancel) : await InAwsAsync(peering, cancel);
        }
        catch (Exception error) when (IsHidden(error))
        {
            WarnOnce(peering, error.Message);
            return (peering, true);
        }
    }

    private void WarnOnce(VpcPeering peering, string why)
    {
        if (!warned) context.Warn(WarningCatalogue.HalfNotSeen, PeeringView.Name(peering), why);
        warned = true;
    }

    private async Task<(VpcPeering Peering, bool Stands)> InAzureAsync(VpcPeering peering, CancellationToken cancel)
    {
        var seen = peering.With(await new PeeringReader(context).LinkAsync(peering, true, cancel));
        return seen.LinkState?.ToUpperInvariant() switch
        {
            "CONNECTED" => (seen, true),
            null or "DISCONNECTED" => throw Catalogue.PeeringHalfGone.For(
                peering, PeeringView.Name(peering), seen.LinkState ?? "missing"),
            _ => (seen, false),
        };
    }

    private async Task<(VpcPeering Peering, bool Stands)> InAwsAsync(VpcPeering peering, CancellationToken cancel)
    {
        var ec2 = (await context.AwsAsync(cancel)).Ec2(peering.AwsRegion);
        // A connection that the platform named before it was ACTIVE still belongs to this peering; reading it changes
        // nothing.
        var half = await AwsHalf.FindAsync(peering.AwsPeeringId, peering, ec2, cancel);
        var shown = half.Shown;
        if (half is { Id: null, HasStrangers: true })
        {
            WarnOnce(peering, "the platform does not name its connection, and none has the tag of an approval.");
            return (peering, true);
        }

        if (shown is null || Ec2PeeringStates.IsDead(shown.Status) || shown.Status == Ec2PeeringStates.Deleting)
            throw Catalogue.PeeringHalfGone.For(peering, PeeringView.Name(peering), shown?.Status ?? "missing");

        return (peering with { AwsPeeringId = half.Id }, shown.Status == Ec2PeeringStates.Active);
    }

    /// <summary>The waiting user may have no sign-in for the own cloud, or no permission to read there.</summary>
    private static bool IsHidden(Exception error) => error switch
    {
        TimescaleVpcException ours => ours.ErrorId != Catalogue.PeeringHalfGone.Id,
        Ec2Exception aws => aws.IsPermission,
        _ => error is TokenRefusedException,
    };
}
