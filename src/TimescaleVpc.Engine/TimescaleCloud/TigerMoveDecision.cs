using TimescaleVpc.Engine.Platforms;

namespace TimescaleVpc.Engine.TimescaleCloud;

/// <summary>The location of a service after a failed move between VPCs.</summary>
internal enum TigerPlace
{
    /// <summary>In the VPC that it was to be moved to.</summary>
    Arrived,

    /// <summary>In the VPC that it came from.</summary>
    Back,

    /// <summary>In a third VPC.</summary>
    Elsewhere,

    /// <summary>On the public internet.</summary>
    Public,

    /// <summary>The platform does not tell, so it may be on the public internet.</summary>
    Unknown,
}

/// <summary>Decides, from what Timescale Cloud shows alone, how the move of a service stands.</summary>
internal static class TigerMoveDecision
{
    /// <summary>Whether a request whose reply was lost was accepted: the service is there, or on its way.</summary>
    /// <param name="service">The service as it shows now; null if it does not.</param>
    /// <param name="vpcId">The VPC that was asked for; null for the public internet.</param>
    public static bool IsTaken(FoundService? service, string? vpcId) =>
        service?.VpcId == vpcId || service is { IsSettled: false };

    /// <param name="service">The service where it has come to rest; null if the platform does not tell.</param>
    /// <param name="from">The VPC that it came from.</param>
    /// <param name="to">The VPC that it was to be moved to.</param>
    public static TigerPlace Place(FoundService? service, string from, string to) => service switch
    {
        null => TigerPlace.Unknown,
        { VpcId: null } => TigerPlace.Public,
        _ when service.VpcId == from => TigerPlace.Back,
        _ when service.VpcId == to => TigerPlace.Arrived,
        _ => TigerPlace.Elsewhere,
    };

    /// <summary>
    /// Whether a refusal may come from what is attached to the service already. The code for an IP allow list is not
    /// published, so it is any that says nothing else.
    /// </summary>
    public static bool MayBeAboutService(TigerException error) => error.Refusal.IsReadable
        && !error.IsAboutKey && !error.IsNotFound && !error.IsBusy && !error.HasNoEndpointYet
        && error.Status is >= 400 and < 500 and not 408 and not 429;
}
