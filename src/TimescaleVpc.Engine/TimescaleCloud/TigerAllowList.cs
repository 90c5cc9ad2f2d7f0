namespace TimescaleVpc.Engine.TimescaleCloud;

/// <summary>An IP allow list of a project. Which services it is attached to, the platform does not show.</summary>
internal sealed record TigerAllowList(string Id, string Description, IReadOnlyList<string> Cidrs);
