using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Entra;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Arm;

/// <summary>The errors for requests that roles allow and a lock, a policy or a deny assignment forbids.</summary>
internal static class GovernanceErrors
{
    public static RefusalException Denied(
        AccessToken caller, string action, string resource, DenyAssignment denial) => ArmErrors.Refuse(403,
            "DenyAssignmentAuthorizationFailed", $"The client '{caller.ClientName}' with object id " +
            $"'{caller.PrincipalId}' has permission to perform action '{action}' on scope '{resource}'; however, the " +
            $"access is denied because of the deny assignment with name '{denial.Name}' and Id " +
            $"'{denial.Id.Replace("-", "", StringComparison.Ordinal)}' at scope '{denial.Scope}'.");

    public static RefusalException Disabled(string subscription) => ArmErrors.Refuse(409,
        "ReadOnlyDisabledSubscription", $"The subscription '{subscription}' is disabled and therefore marked as read " +
        "only. You cannot perform any write actions on this subscription until it is re-enabled.");

    public static RefusalException Locked(string action, string resource, IEnumerable<ScopeLock> locks)
    {
        var verb = Same(action.Split('/')[^1], "delete") ? "delete" : "write";
        var scopes = string.Join(",", locks.Select(item => item.Scope).Distinct(StringComparer.OrdinalIgnoreCase));
        return ArmErrors.Refuse(409, "ScopeLocked", $"The scope '{resource}' cannot perform {verb} operation because " +
            $"following scope(s) are locked: '{scopes}'. Please remove the lock and try again.");
    }

    /// <summary>With a message of the policy's own the identifiers are in the details only.</summary>
    public static RefusalException Disallowed(string resource, IReadOnlyList<PolicyAssignment> policies)
    {
        var name = resource.Split('/')[^1];
        var identifiers = new JsonArray([.. policies.Select(item => (JsonNode)new JsonObject
        {
            ["policyAssignment"] = new JsonObject { ["name"] = item.Name, ["id"] = item.ArmId },
            ["policyDefinition"] = new JsonObject { ["name"] = item.Name, ["id"] = item.DefinitionId },
        })]);
        string[] reasons = [.. policies.Select(item => item.Message).OfType<string>()];
        var message = reasons.Length == 0
            ? $"Resource '{name}' was disallowed by policy. Policy identifiers: '{identifiers.ToJsonString()}'."
            : $"Resource '{name}' was disallowed by policy. Reasons: '{string.Join("', '", reasons)}'. See error " +
                "details for policy resource IDs.";
        var body = ArmErrors.Body("RequestDisallowedByPolicy", message);
        var error = body.Object("error")!;
        error["target"] = name;
        error["additionalInfo"] = Json.Array(policies.Select(Violation));
        return new RefusalException(new SimulatedResponse(403, body));
    }

    private static JsonObject Violation(PolicyAssignment item) => new()
    {
        ["type"] = "PolicyViolation",
        ["info"] = new JsonObject
        {
            ["policyDefinitionDisplayName"] = item.Name,
            ["evaluationDetails"] = new JsonObject
            {
                ["evaluatedExpressions"] = Json.Array(
                [
                    new JsonObject
                    {
                        ["result"] = "True",
                        ["expressionKind"] = "Field",
                        ["expression"] = "type",
                        ["path"] = "type",
                        ["expressionValue"] = item.ResourceType,
                        ["targetValue"] = item.ResourceType,
                        ["operator"] = "Equals",
                    },
                ]),
            },
            ["policyDefinitionId"] = item.DefinitionId,
            ["policyDefinitionName"] = item.Name,
            ["policyDefinitionEffect"] = "deny",
            ["policyAssignmentId"] = item.ArmId,
            ["policyAssignmentName"] = item.Name,
            ["policyAssignmentDisplayName"] = item.Name,
            ["policyAssignmentScope"] = item.Scope,
            ["policyAssignmentParameters"] = new JsonObject(),
        },
    };
}
