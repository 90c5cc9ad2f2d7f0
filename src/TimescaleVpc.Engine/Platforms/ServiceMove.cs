namespace TimescaleVpc.Engine.Platforms;

/// <summary>A service, and where it is to be.</summary>
/// <param name="Service">The service.</param>
/// <param name="Vpc">Where it is to be; null means the public internet.</param>
/// <param name="NoWait">Whether to return as soon as the platform has agreed.</param>
/// <param name="Warn">Warns of the outage, once the user has agreed.</param>
internal sealed record ServiceMove(FoundService Service, Vpc? Vpc, bool NoWait, Action Warn);
