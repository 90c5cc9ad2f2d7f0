using System.Reflection;
using TimescaleVpc.Engine.ManagedService;
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

/// <summary>Each client of the engine that goes out with something secret. Those of a cloud are in its part.</summary>
internal static partial class EveryClient
{
    private const string Id = "6a1f0c3e-52b7-4d0e-9c1d-7e3b5a90c411";
    private const string Newer = "newer version";

    public static ClientKind[] All =>
    [
        .. typeof(EveryClient).GetProperties(BindingFlags.Static | BindingFlags.NonPublic)
            .OrderBy(part => part.Name, StringComparer.Ordinal).Select(part => part.GetValue(null))
            .OfType<ClientKind[]>().SelectMany(kinds => kinds),
    ];

    private static ClientKind[] OfPlatforms =>
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
    ];
}
