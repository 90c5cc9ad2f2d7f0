using Azure.Core;
using Azure.Identity;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Clouds.Azure;

/// <summary>
/// The identities that we act as: the user's own sign-in, and the application that reaches two tenants.
/// </summary>
internal static class SignIn
{
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
    /// there: such hosts start no child processes, and somebody else's CLI sign-in is not what is meant.
    /// </summary>
    public static SignInChain Default(Wire wire, string? tenant) => new(
    [
        Only("Environment", wire, tenant, options => options.ExcludeEnvironmentCredential = false),
        Only("Workload identity", wire, tenant, options => options.ExcludeWorkloadIdentityCredential = false),
        Only("Managed identity", wire, tenant, options => options.ExcludeManagedIdentityCredential = false),
        .. IsSet("IDENTITY_ENDPOINT") ? (ReadOnlySpan<SignInWay>)[] :
        [
            Only("Azure CLI", wire, tenant, options => options.ExcludeAzureCliCredential = false),
            Only("Azure PowerShell", wire, tenant, options => options.ExcludeAzurePowerShellCredential = false),
        ],
    ]);

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
    /// The SDK's default chain cut down to one link. On its own that link would try for a minute what a chain should
    /// leave after a second, and the whole chain does not tell which link it took.
    /// </summary>
    private static SignInWay Only(
        string name, Wire wire, string? tenant, Action<DefaultAzureCredentialOptions> include)
    {
        var options = new DefaultAzureCredentialOptions
        {
            ExcludeEnvironmentCredential = true,
            ExcludeWorkloadIdentityCredential = true,
            ExcludeManagedIdentityCredential = true,
            ExcludeVisualStudioCredential = true,
            ExcludeVisualStudioCodeCredential = true,
            ExcludeAzureCliCredential = true,
            ExcludeAzurePowerShellCredential = true,
            ExcludeAzureDeveloperCliCredential = true,
            ExcludeBrokerCredential = true,
            ExcludeInteractiveBrowserCredential = true,
        };
        // Unset it is AZURE_TENANT_ID's: a workload identity has its tenant from nowhere else.
        if (tenant is not null) options.TenantId = tenant;
        include(options);
        return new(name, () => new DefaultAzureCredential(options.OnAny(wire)));
    }

    private static bool IsSet(string variable) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));
}
