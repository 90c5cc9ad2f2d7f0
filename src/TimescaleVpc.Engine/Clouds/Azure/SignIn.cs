using Azure.Core;
using Azure.Identity;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Clouds.Azure;

/// <summary>
/// The identities that we act as: the user's own sign-in, and the application that reaches two tenants.
/// </summary>
internal static class SignIn
{
    /// <summary>
    /// The usual credential chain: environment, workload, managed identity, Azure CLI, Azure PowerShell.
    /// </summary>
    public static TokenCredential Default(string? tenant) =>
        new DefaultAzureCredential(new DefaultAzureCredentialOptions
    {
        TenantId = tenant,
        ExcludeInteractiveBrowserCredential = true,
        ExcludeVisualStudioCredential = true,
    });

    /// <summary>
    /// An application with a secret. The authority's own discovery request is left out: it is public Azure.
    /// </summary>
    public static TokenCredential App(Wire wire, string tenant, string appId, Secret secret)
    {
        var options = new ClientSecretCredentialOptions { DisableInstanceDiscovery = true }.On(wire);
        options.AdditionallyAllowedTenants.Add("*");
        return new ClientSecretCredential(tenant, appId, secret.Reveal(), options);
    }
}
