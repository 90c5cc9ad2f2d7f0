using Azure.Core;
using Azure.Identity;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Azure;

/// <summary>
/// The identities that we act as: the user's own sign-in, and the application that reaches two tenants.
/// </summary>
internal static class SignIn
{
    /// <summary>
    /// The time that az and Az PowerShell may take to start and answer. The SDK's 13 s are too few on a busy machine.
    /// </summary>
    private static readonly TimeSpan ToolLimit = TimeSpan.FromMinutes(1);

    /// <summary>The managed identity of the machine or job, and nothing else.</summary>
    /// <param name="wire">The session's wire.</param>
    /// <param name="clientId">A user-assigned identity; null is the system-assigned one.</param>
    public static SignInChain ManagedIdentity(Wire wire, string? clientId)
    {
        var id = clientId is null
            ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(clientId);
        return new([new($"Managed identity {clientId}".TrimEnd(), () =>
            new ManagedIdentityCredential(new ManagedIdentityCredentialOptions(id).OnAny(wire)))]);
    }

    /// <summary>
    /// The usual chain. Where the host offers a managed identity by itself (Azure Automation, App Service), it ends
    /// there: such hosts start no child processes, and another user's CLI sign-in is not what is meant.
    /// </summary>
    public static SignInChain Default(Wire wire, string? tenant)
    {
        var endsWithHost = IsSet("IDENTITY_ENDPOINT") && !SignInSettings.IsChosen;
        var ways = SignInSettings.Admitted(
        [
            new("Environment", () => new EnvironmentCredential(new EnvironmentCredentialOptions().OnAny(wire)))
            {
                Class = nameof(EnvironmentCredential),
                IsSetUp = () => IsSet("AZURE_CLIENT_SECRET") || IsSet("AZURE_CLIENT_CERTIFICATE_PATH"),
            },
            new("Workload identity", () => new WorkloadIdentityCredential(Workload(tenant).OnAny(wire)))
            {
                Class = nameof(WorkloadIdentityCredential), IsSetUp = () => IsSet("AZURE_FEDERATED_TOKEN_FILE"),
            },
            HostIdentity(wire),
            new("Azure CLI", () => new AzureCliCredential(
                new AzureCliCredentialOptions { ProcessTimeout = ToolLimit, TenantId = tenant }.OnAny(wire)))
            {
                Class = nameof(AzureCliCredential), IsTool = true,
            },
            new("Azure PowerShell", () => new AzurePowerShellCredential(
                new AzurePowerShellCredentialOptions { ProcessTimeout = ToolLimit, TenantId = tenant }.OnAny(wire)))
            {
                Class = nameof(AzurePowerShellCredential), IsTool = true,
            },
        ]);
        return new(endsWithHost ? [.. ways.Where(way => !way.IsTool)] : ways);
    }

    /// <summary>The identity of the machine or job, if it has one.</summary>
    public static SignInWay HostIdentity(Wire wire) =>
        new("Managed identity", () => new DefaultAzureCredential(OnlyManagedIdentity.OnAny(wire)))
        {
            Class = nameof(ManagedIdentityCredential), IsSetUp = () => IsSet("IDENTITY_ENDPOINT"), MayBeAbsent = true,
        };

    /// <summary>
    /// An application with a secret. The authority's own discovery request is left out: it is public Azure.
    /// </summary>
    public static TokenCredential App(Wire wire, string tenant, string appId, Secret secret)
    {
        var options = new ClientSecretCredentialOptions { DisableInstanceDiscovery = true };
        options.On(wire, AzureHosts.Entra(options));
        options.AdditionallyAllowedTenants.Add("*");
        return new ClientSecretCredential(tenant, appId, secret.Reveal(), options);
    }

    /// <summary>
    /// The SDK's default chain cut down to this link: on its own the link would try for a minute what a chain should
    /// leave after a second.
    /// </summary>
    private static DefaultAzureCredentialOptions OnlyManagedIdentity => new()
    {
        ExcludeEnvironmentCredential = true,
        ExcludeWorkloadIdentityCredential = true,
        ExcludeVisualStudioCredential = true,
        ExcludeVisualStudioCodeCredential = true,
        ExcludeAzureCliCredential = true,
        ExcludeAzurePowerShellCredential = true,
        ExcludeAzureDeveloperCliCredential = true,
        ExcludeBrokerCredential = true,
        ExcludeInteractiveBrowserCredential = true,
    };

    /// <summary>Unset the tenant is AZURE_TENANT_ID's; a token may be asked for in any.</summary>
    private static WorkloadIdentityCredentialOptions Workload(string? tenant)
    {
        var options = new WorkloadIdentityCredentialOptions();
        if (tenant is not null) options.TenantId = tenant;
        return options;
    }

    private static bool IsSet(string variable) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));
}
