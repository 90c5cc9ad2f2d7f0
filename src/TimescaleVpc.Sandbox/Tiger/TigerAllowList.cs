namespace TimescaleVpc.Sandbox.Tiger;

/// <summary>An IP allow list. Services name the one that is attached to them, and do not show it.</summary>
internal sealed record TigerAllowList(string Id, string Description, IReadOnlyList<string> Cidrs)
{
    public DateTimeOffset CreatedAt { get; init; }
}
