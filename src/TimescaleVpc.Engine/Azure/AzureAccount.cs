using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Azure;

/// <summary>The Azure side of a session: one sign-in, one tenant, one subscription.</summary>
internal sealed class AzureAccount : ICloudAccount
{
    private readonly Lazy<GraphEntraApi> entra;
    private readonly AzureTokens tokens;
    private readonly string? signIn;

    /// <param name="wire">The session's wire.</param>
    /// <param name="tokens">The source of the tokens.</param>
    /// <param name="subscription">The subscription that the session works in.</param>
    /// <param name="signIn">How it signed in, and as whom where that is known; null where it is not.</param>
    public AzureAccount(Wire wire, AzureTokens tokens, AzureSubscription subscription, string? signIn = null)
    {
        (this.tokens, this.signIn, Subscription) = (tokens, signIn, subscription);
        Who = signIn is null ? ArmTransport.SignIn : $"{ArmTransport.SignIn} ({signIn})";
        var arm = new ArmTransport(wire, tokens, subscription.TenantId, Who);
        Networks = new ArmNetworks(arm);
        Links = new ArmLinks(arm, wire.Clock);
        Roles = new ArmRoles(arm);
        Traffic = new ArmTraffic(arm);
        Governance = new ArmGovernance(arm);
        entra = new(() => new GraphEntraApi(wire, tokens, subscription.TenantId, Who));
    }

    public AzureSubscription Subscription { get; }

    /// <summary>The credentials of this session's runs that are at work, by name.</summary>
    public ConcurrentDictionary<string, bool> CredentialsInUse { get; } = new(StringComparer.Ordinal);

    /// <summary>Whose rights count, in words for an error.</summary>
    public string Who { get; }

    public string TenantId => Subscription.TenantId;

    public ArmNetworks Networks { get; }

    public ArmLinks Links { get; }

    public ArmRoles Roles { get; }

    public ArmTraffic Traffic { get; }

    public ArmGovernance Governance { get; }

    /// <summary>Loads the Graph SDK at the first use.</summary>
    public GraphEntraApi Entra => entra.Value;

    /// <summary>
    /// The built-in directory roles of the sign-in, as its token for Graph tells; null where it does not.
    /// </summary>
    public async Task<IReadOnlyList<string>?> DirectoryRolesAsync(CancellationToken cancel) =>
        TokenClaims.DirectoryRoles(
            (await tokens.GetAsync(AzureTokens.Graph, TenantId, newerThan: null, cancel)).Token);

    /// <summary>
    /// An application with the credentials that no run of this session works with: only those may be left of a run that
    /// was cut off.
    /// </summary>
    public EntraApp? Idle(EntraApp? app) => app is null ? null : app with
    {
        Credentials = [.. app.Credentials.Where(credential => !CredentialsInUse.ContainsKey(credential.Name))],
    };

    public void ShowIn(TimescaleSession session)
    {
        session.TenantId = TenantId;
        session.SubscriptionId = Subscription.Id;
        session.SubscriptionName = Subscription.Name;
        session.AzureSignIn = signIn;
    }

    public string? ActorOf(PeeringStep step) =>
        step.Where is not (StepCatalogue.Azure or StepCatalogue.Entra) ? null
        : StepCatalogue.All.Any(kind => kind.Action == step.Action && kind.AsApplication)
            ? $"this module's application, for {signIn}, tenant {TenantId}" : $"{signIn}, tenant {TenantId}";

    public void Dispose()
    {
        if (entra.IsValueCreated) ((IDisposable)entra.Value).Dispose();
    }
}

/// <summary>The Azure sign-in of the session that an item is worked on in.</summary>
internal static class AzureAccess
{
    /// <summary>Signs in at the first use, since work on the platform alone needs none.</summary>
    public static Task<AzureAccount> AzureAsync(this ItemContext context, CancellationToken cancel) =>
        context.Services.SignInAsync<AzureAccount>(cancel);
}
