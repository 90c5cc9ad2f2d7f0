namespace TimescaleVpc.Engine.Platforms;

/// <summary>
/// An IP allow list of a project. A service that has one cannot be put in a VPC; which services have one, the platform
/// does not show.
/// </summary>
internal sealed record AllowList(string Id, string Description, IReadOnlyList<string> Cidrs);
