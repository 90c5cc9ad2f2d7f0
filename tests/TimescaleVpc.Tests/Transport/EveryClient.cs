using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TimescaleVpc.Engine;
using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.ManagedService;
using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.TimescaleCloud;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Tests.Transport;

/// <summary>One kind of client, with a read and a change where it has both.</summary>
/// <param name="Name">For the test's name.</param>
/// <param name="Host">The host that it is for.</param>
/// <param name="Setting">What would point it to another address.</param>
/// <param name="Calls">Its calls; each sends a secret.</param>
internal sealed record ClientKind(string Name, string Host, string Setting, Func<Wire, Func<Task>[]> Calls)
{
    public override string ToString() => Name;
}

/// <summary>Each client of the engine that goes out with something secret.</summary>
internal static class EveryClient
{
    private const string Id = "6a1f0c3e-52b7-4d0e-9c1d-7e3b5a90c411";
    private const string Newer = "newer version";
    private const string Entra = "AZURE_AUTHORITY_HOST";

    public static readonly VNetId VNet = VNetId.Parse(
        $"/subscriptions/{Id}/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v");

    private static readonly Lazy<X509Certificate2> AppKey = new(Key);

    public static readonly ClientKind[] All =
    [
        new("managed service", "api.aiven.io", "-ApiUrl or AIVEN_WEB_URL", wire =>
        {
            var transport = new MstTransport(wire, new Uri("https://api.aiven.io"), new Secret("s3cr3t"));
            var api = new MstApi(transport, "p");
            return
            [
                () => api.ListVpcsAsync(default),
                () => api.RequestPeeringAsync("v", new() { Account = "s", Network = "n" }, default),
                () => api.DeleteVpcAsync("v", default), () => api.MoveServiceAsync("s", "v", default),
            ];
        }),
        new("Timescale Cloud", "console.cloud.tigerdata.com", "-ApiUrl or TIGER_API_URL", wire =>
        {
            var transport = new TigerTransport(wire, TigerTransport.PublicApi, "public", new Secret("s3cr3t"));
            var api = new TigerApi(transport, "p");
            return
            [
                () => TigerApi.GetIdentityAsync(transport, default), () => api.ListVpcsAsync(default),
                () => api.CreatePeeringAsync("v", "1", "us-east-1", "vpc-1", default),
                () => api.DeletePeeringAsync("v", "p", default),
            ];
        }),
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
        new("EC2", "ec2.us-east-1.amazonaws.com", "AWS_ENDPOINT_URL_EC2", wire =>
        {
            var ec2 = Aws(wire).Ec2();
            return
            [
                () => ec2.DescribeVpcsAsync(Ec2Query.All, default),
                () => ec2.CreateTagsAsync(["r"], new Dictionary<string, string> { ["k"] = "v" }, default),
                () => ec2.AcceptVpcPeeringConnectionAsync("pcx-1", default),
            ];
        }),
        new("STS", "sts.us-east-1.amazonaws.com", "AWS_ENDPOINT_URL_STS", wire =>
            [() => Aws(wire).Sts().GetCallerAccountAsync(default)]),
        .. AwsKeyKinds.All,
    ];

    public static AzureTokens Tokens(Wire wire) => new(
        () => new DelegateCredential((_, _, _) => Task.FromResult(("s3cr3t", wire.Clock.Now.AddHours(1)))), wire.Clock);

    private static Func<Task> Token(Wire wire, Func<Azure.Core.TokenCredential> make) =>
        () => new AzureTokens(make, wire.Clock).GetAsync(AzureTokens.Arm, null, null, default).AsTask();

    private static AwsClients Aws(Wire wire) =>
        new(wire, AwsSignIn.With(new AwsKeys("AKIDEXAMPLE", new Secret("s3cr3t"), "s3cr3t-session"), "us-east-1"));

    private static X509Certificate2 Key()
    {
        var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=app", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
