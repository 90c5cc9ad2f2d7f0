using TimescaleVpc.Sandbox.Sts;

namespace TimescaleVpc.Sandbox.Arm;

/// <summary>
/// A policy assignment with the effect deny: no resource of a type is created or changed below a scope.
/// </summary>
internal sealed record PolicyAssignment(string Scope, string Name, string ResourceType, string? Message)
{
    public const string Type = "Microsoft.Authorization/policyAssignments";
    public const string DefinitionType = "Microsoft.Authorization/policyDefinitions";

    public string ArmId => $"{Scope}/providers/{Type}/{Name}";

    /// <summary>A definition of the customer's own, one for each assignment.</summary>
    public string DefinitionId =>
        $"/subscriptions/{Scopes.SubscriptionId(Scope)}/providers/{DefinitionType}/{Name}";

    public bool Stops(string action, string resource)
    {
        var end = action.LastIndexOf('/');
        return Same(action[(end + 1)..], "write") && Scopes.IsAtOrAbove(Scope, resource)
            && Wildcard.Matches(ResourceType, action[..end], ignoreCase: true);
    }
}
