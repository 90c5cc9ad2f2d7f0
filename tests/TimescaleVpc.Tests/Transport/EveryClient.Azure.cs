using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Tests.Transport;

/// <summary>The clients of Azure and Entra ID.</summary>
internal static partial class EveryClient
{
    private const string Entra = "AZURE_AUTHORITY_HOST";

    public static readonly VNetId VNet = VNetId.Parse(
        $"/subscriptions/{Id}/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v");

    private static readonly Lazy<X509Certificate2> AppKey = new(Key);

    private static ClientKind[] OfAzure =>
    [
        new("ARM", "management.azure.com", Newer, wire =>
        {
            var arm = new ArmTransport(wire, Tokens(wire), Id);
            var (links, ends) = (new ArmLinks(arm, wire.Clock), wire.Clock.Now.AddMinutes(1));
            return
            [
                () => ArmSubscriptions.ListAsync(wire, Tokens(wire), Id, default),
                () => new ArmNetworks(arm).ListAsync(Id, default), () => new ArmNetworks(arm).GetAsync(VNet, default),
                async () => (await links.PutAsync(VNet, "l", "/remote", Id, new(), null, ends, default)).Require("l"),
                async () => (await links.DeleteAsync(VNet, "l", ends, default))!.Require("l"),
            ];
        }),
        new("Graph", "graph.microsoft.com", Newer, wire =>
        {
            var graph = new GraphEntraApi(wire, Tokens(wire), Id);
            return
            [
                () => graph.FindAppsAsync("tag", default), () => graph.CreatePrincipalAsync(Id, "t", default),
                () => graph.AddSecretAsync("o", "n", wire.Clock.Now, default), () => graph.DeleteAppAsync("o", default),
            ];
        }),
        new("Entra, secret", "login.microsoftonline.com", Entra, wire =>
            [Token(wire, () => SignIn.App(wire, Id, Id, new Secret("s3cr3t")))]),
        new("Entra, certificate", "login.microsoftonline.com", Entra, wire =>
            [Token(wire, () => new CertificateAssertion(wire, Id, Id, AppKey.Value))]),
        new("Entra, user", "login.microsoftonline.com", Entra, wire =>
            [() => new SandboxUser(wire, Id, "u", new Secret("s3cr3t")).GetTokenAsync(AzureTokens.Arm, null, default)]),
        new("managed identity", "169.254.169.254", "IDENTITY_ENDPOINT", wire =>
            [Token(wire, SignIn.ManagedIdentity(wire, Id).Make)]),
    ];

    public static AzureTokens Tokens(Wire wire) => new(
        () => new DelegateCredential((_, _, _) => Task.FromResult(("s3cr3t", wire.Clock.Now.AddHours(1)))), wire.Clock);

    private static Func<Task> Token(Wire wire, Func<Azure.Core.TokenCredential> make) =>
        () => new AzureTokens(make, wire.Clock).GetAsync(AzureTokens.Arm, null, null, default).AsTask();

    private static X509Certificate2 Key()
    {
        var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=app", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
