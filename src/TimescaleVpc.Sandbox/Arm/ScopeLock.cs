namespace TimescaleVpc.Sandbox.Arm;

/// <summary>A lock on a scope: it forbids deletions, or all changes, at the scope and below it.</summary>
internal sealed record ScopeLock(string Scope, string Name, string Level, string? Notes)
{
    public const string CanNotDelete = "CanNotDelete";
    public const string ReadOnly = "ReadOnly";
    public const string Type = "Microsoft.Authorization/locks";

    public static IReadOnlyList<string> Levels { get; } = [CanNotDelete, ReadOnly];

    public string ArmId => $"{Scope}/providers/{Type}/{Name}";

    public bool Stops(string action, string resource) =>
        Scopes.IsAtOrAbove(Scope, resource) && (Level == ReadOnly || Same(action.Split('/')[^1], "delete"));
}
