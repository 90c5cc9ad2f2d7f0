using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Azure;

/// <summary>The Azure side of a session: one sign-in, one tenant, one subscription.</summary>
internal sealed class AzureAccount : IDisposable
{
    private readonly Lazy<IEntraApi> entra;

    public AzureAccount(Wire wire, AzureTokens tokens, AzureSubscription subscription)
    {
        Subscription = subscription;
        var arm = new ArmTransport(wire, tokens, subscription.TenantId);
        Networks = new ArmNetworks(arm);
        Links = new ArmLinks(arm, wire.Clock);
        Roles = new ArmRoles(arm);
        Traffic = new ArmTraffic(arm);
        Governance = new ArmGovernance(arm);
        entra = new(() => new GraphEntraApi(wire, tokens, subscription.TenantId));
    }

    public AzureSubscription Subscription { get; }

    public string TenantId => Subscription.TenantId;

    public ArmNetworks Networks { get; }

    public ArmLinks Links { get; }

    public ArmRoles Roles { get; }

    public ArmTraffic Traffic { get; }

    public ArmGovernance Governance { get; }

    /// <summary>Loads the Graph SDK at the first use.</summary>
    public IEntraApi Entra => entra.Value;

    public void Dispose()
    {
        if (entra.IsValueCreated) ((IDisposable)entra.Value).Dispose();
    }
}
