namespace TimescaleVpc.Engine.Platforms;

/// <summary>
/// A peering with an AWS VPC as a platform reports it, in words that are the same for both platforms.
/// </summary>
/// <param name="Id">The platform's id of it; null where it has none.</param>
/// <param name="State">The platform's own word, in capitals.</param>
/// <param name="Phase">What the word means.</param>
/// <param name="Message">The platform's message.</param>
/// <param name="AwsPeeringId">The request in AWS; null until it was made, or where it is no longer told.</param>
/// <param name="AccountId">The customer's account.</param>
/// <param name="Region">The customer's region.</param>
/// <param name="AwsVpcId">The customer's VPC.</param>
internal sealed record PlatformPeering(
    string? Id, string State, PeeringPhase Phase, string? Message, string? AwsPeeringId, string AccountId,
    string Region,
    string AwsVpcId);

/// <summary>A platform's half of a peering with an AWS VPC.</summary>
internal interface IAwsPlatform
{
    /// <summary>The kind of step that asks for a peering, and the one that takes it away.</summary>
    Steps.StepKind RequestStep { get; }

    Steps.StepKind RemoveStep { get; }

    /// <summary>
    /// The documented maximum of peerings for a VPC; null if there is none. Used for a warning only: the platform
    /// enforces it.
    /// </summary>
    int? UsualLimit { get; }

    /// <summary>All peerings of a VPC; null if the VPC is not ready, or gone.</summary>
    Task<IReadOnlyList<PlatformPeering>?> ListAsync(string vpcId, CancellationToken cancel);

    /// <summary>The platform's own VPC in AWS, which its requests come from; null where it does not say.</summary>
    Task<string?> OwnVpcAsync(string vpcId, CancellationToken cancel);

    /// <summary>
    /// Asks for a peering. What an earlier try left behind is taken away first where the platform needs it.
    /// </summary>
    /// <returns>The platform's id of the new peering; null where it has none.</returns>
    Task<string?> RequestAsync(VpcPeering peering, PlatformPeering? failed, CancellationToken cancel);

    /// <summary>Takes the platform's half away; one that is gone is fine.</summary>
    Task DeleteAsync(VpcPeering peering, PlatformPeering known, CancellationToken cancel);
}
