using static TimescaleVpc.Tests.Hosting.LoopbackAuthority;

namespace TimescaleVpc.Tests.Hosting;

/// <summary>A way to sign in.</summary>
/// <param name="Said">What the session shows of it.</param>
/// <param name="Token">The way as the authority knows it.</param>
/// <param name="Prepare">Adds to the environment what the way needs.</param>
internal sealed record SignInWay(
    string Said, string Token, Action<LoopbackAzure, IDictionary<string, string>> Prepare)
{
    /// <summary>What the host is told.</summary>
    public string[] Host { get; init; } = ["sign-in"];
}

/// <summary>All ways to sign in to Azure: the usual chain link by link, and what is asked for by name.</summary>
internal static class SignInWays
{
    /// <summary>The way that takes a PowerShell.</summary>
    public const string AzPowerShell = "Az PowerShell";

    public static IReadOnlyDictionary<string, SignInWay> All { get; } = new Dictionary<string, SignInWay>
    {
        ["client secret"] = new("Environment", "client secret", (azure, it) =>
        {
            App(it, azure.Https);
            it["AZURE_CLIENT_SECRET"] = Secret;
        }),
        ["certificate"] = new("Environment", "certificate", (azure, it) =>
        {
            App(it, azure.Https);
            it["AZURE_CLIENT_CERTIFICATE_PATH"] = azure.Authority.KeyFile;
        }),
        ["certificate, public authority"] = new("Environment", "certificate", (azure, it) =>
        {
            App(it, null);
            it["AZURE_CLIENT_CERTIFICATE_PATH"] = azure.Authority.KeyFile;
        }),
        ["workload identity"] = new("Workload identity", "workload identity", (azure, it) =>
        {
            App(it, azure.Https);
            it["AZURE_FEDERATED_TOKEN_FILE"] = azure.Authority.WorkloadFile;
        }),
        ["system identity"] = new("Managed identity", "system identity", Identity) { Host = ["managed-identity"] },
        ["user-assigned identity"] = new($"Managed identity {Client}", "user-assigned identity", Identity)
        {
            Host = ["managed-identity", Client],
        },
        ["identity by the chain"] = new("Managed identity", "system identity", Identity),
        ["Azure CLI"] = new("Azure CLI", "Azure CLI", StandIns.AzureCli),
        [AzPowerShell] = new("Azure PowerShell", AzPowerShell, StandIns.AzPowerShell),
        ["Az session"] = new("Az session ann@example.com", "Az session", (azure, it) => { })
        {
            Host = ["az-session", TokenOf("Az session")],
        },
    };

    /// <summary>
    /// All of the environment of a way: nothing of this machine's, the authority's certificate trusted, and no way out.
    /// </summary>
    public static Dictionary<string, string> EnvironmentOf(SignInWay way, LoopbackAzure azure)
    {
        var environment = new Dictionary<string, string>
        {
            ["AIVEN_WEB_URL"] = azure.Plain,
            ["AIVEN_TOKEN"] = "token-of-the-managed-service",
            ["HOME"] = azure.Folder,
            ["PATH"] = azure.Folder,
            ["SSL_CERT_FILE"] = azure.CertificateFile,
            ["HTTPS_PROXY"] = azure.Plain,
            ["HTTP_PROXY"] = azure.Plain,
            ["NO_PROXY"] = "localhost,127.0.0.1",
        };
        way.Prepare(azure, environment);
        return environment;
    }

    private static void App(IDictionary<string, string> it, string? authority)
    {
        (it["AZURE_TENANT_ID"], it["AZURE_CLIENT_ID"]) = (Tenant, Client);
        if (authority is not null) it["AZURE_AUTHORITY_HOST"] = authority;
    }

    private static void Identity(LoopbackAzure azure, IDictionary<string, string> it) =>
        (it["IDENTITY_ENDPOINT"], it["IDENTITY_HEADER"]) = ($"{azure.Plain}/identity", IdentityHeader);
}
