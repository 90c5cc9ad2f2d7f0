namespace TimescaleVpc.Sandbox.Arm;

/// <summary>
/// Denies actions below a scope to all principals or to all but a few, whatever their roles. Azure creates deny
/// assignments for deployment stacks and managed applications.
/// </summary>
internal sealed record DenyAssignment(
    string Scope, string Id, string Name, RolePermission Denied, IReadOnlyList<string> Except)
{
    public const string Type = "Microsoft.Authorization/denyAssignments";

    public string ArmId => $"{Scope}/providers/{Type}/{Id}";

    public bool Stops(string principal, string action, string resource) =>
        Scopes.IsAtOrAbove(Scope, resource) && Denied.Allows(action)
        && !Except.Contains(principal, StringComparer.OrdinalIgnoreCase);
}
