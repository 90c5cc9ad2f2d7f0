using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Azure;

/// <summary>What stands above the roles in a subscription: locks and deny assignments.</summary>
internal sealed class ArmGovernance(ArmTransport arm)
{
    private const string Provider = "/providers/Microsoft.Authorization";
    private const string LockVersion = "api-version=2020-05-01";
    private const string DenyVersion = "api-version=2022-04-01";

    /// <summary>All locks on a subscription and in it.</summary>
    public async Task<IReadOnlyList<AzureLock>> ListLocksAsync(string subscription, CancellationToken cancel) =>
        await arm.ListAsync(
            $"/subscriptions/{subscription}", $"{Provider}/locks?{LockVersion}", ReadLock, cancel);

    /// <summary>All deny assignments that hold in a subscription, or in a part of it.</summary>
    public async Task<IReadOnlyList<AzureDenyAssignment>> ListDenyAssignmentsAsync(
        string subscription, CancellationToken cancel) =>
        await arm.ListAsync(
            $"/subscriptions/{subscription}", $"{Provider}/denyAssignments?{DenyVersion}", ReadDenial, cancel);

    /// <summary>What is locked stands in the id only, before the provider's name.</summary>
    private static AzureLock? ReadLock(JsonNode? node)
    {
        var properties = node.Get("properties");
        var end = node.Text("id")?.LastIndexOf($"{Provider}/locks/", StringComparison.OrdinalIgnoreCase);
        return end > 0 && node.Text("id") is { } id && node.Text("name") is { } name
            && properties.Text("level") is { } level
                ? new AzureLock(id, name, id[..end.Value], level, properties.Text("notes")) : null;
    }

    private static AzureDenyAssignment? ReadDenial(JsonNode? node)
    {
        var properties = node.Get("properties");
        return node.Text("id") is { } id && properties.Text("denyAssignmentName") is { } name
            && properties.Text("scope") is { } scope
            && properties.Get("permissions").All(ArmRoles.ReadPermission) is { } permissions
            && properties.Get("principals").All(principal => principal.Text("id")) is { } principals
                ? new AzureDenyAssignment(
                    id, name, scope, permissions, principals,
                    [.. properties.Items("excludePrincipals").Select(principal => principal.Text("id"))
                        .OfType<string>()],
                    properties.Flag("doNotApplyToChildScopes") == true)
                : null;
    }
}
