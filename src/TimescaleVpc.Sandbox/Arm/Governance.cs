using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Arm;

/// <summary>
/// The rules above the roles: deny assignments, disabled subscriptions, locks and policies, in the order in which they
/// are checked.
/// </summary>
internal sealed class Governance
{
    public List<ScopeLock> Locks { get; } = [];

    public List<PolicyAssignment> Policies { get; } = [];

    public List<DenyAssignment> Denials { get; } = [];

    /// <summary>Checks an action that a role allows.</summary>
    public void Check(SimulatedRequest request, string action)
    {
        var resource = request.Path.TrimEnd('/');
        if (Denial(request.Caller!.PrincipalId, action, resource) is { } denial)
            throw GovernanceErrors.Denied(request.Caller, action, resource, denial);
        if (Same(action.Split('/')[^1], "read")) return;

        var subscription = request.World.Arm.Subscription(Scopes.SubscriptionId(resource));
        if (subscription is { IsDisabled: true }) throw GovernanceErrors.Disabled(subscription.Id);
        if (Locks.Exists(item => item.Stops(action, resource)))
            throw GovernanceErrors.Locked(action, resource, Locks.Where(item => item.Stops(action, resource)));
        var policies = Policies.FindAll(item => item.Stops(action, resource));
        if (policies.Count > 0) throw GovernanceErrors.Disallowed(resource, policies);
    }

    public DenyAssignment? Denial(string principal, string action, string resource) =>
        Denials.Find(item => item.Stops(principal, action, resource));
}
