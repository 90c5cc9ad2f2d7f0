namespace TimescaleVpc.Engine.Peerings;

/// <summary>The pipeline that makes a peering, as a user writes it, and as its stages take it.</summary>
/// <param name="Names">The parameters that name the peering.</param>
/// <param name="Beginning">The commands up to the request to the platform.</param>
/// <param name="Grant">What comes before the request to the platform; null where nothing does.</param>
/// <param name="Networks">The pair of networks that the first stage takes.</param>
internal sealed record PeeringPipeline(string Names, string Beginning, StageRequest? Grant, object Networks);
