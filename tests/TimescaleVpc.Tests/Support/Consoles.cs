using TimescaleVpc.Engine.ManagedService;
using TimescaleVpc.Engine.Sessions;
using TimescaleVpc.Engine.TimescaleCloud;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Tests.Support;

/// <summary>What is done with another tool: requests to a platform that the module would not make.</summary>
internal static class Consoles
{
    public static async Task ManagedServiceAsync(Walk walk, Func<MstApi, Task> work)
    {
        var (wire, signIn) = (SessionState.Of(walk.Session).Wire, walk.World.SignIn);
        using var turn = wire.Clock.Work();
        await work(new(new MstTransport(wire, new Uri("https://api.aiven.io"), new Secret(signIn.Token)),
            signIn.Project));
    }

    public static async Task TimescaleCloudAsync(Walk walk, Func<TigerApi, Task> work)
    {
        var (wire, signIn) = (SessionState.Of(walk.Session).Wire, walk.World.SignIn);
        using var turn = wire.Clock.Work();
        await work(new(
            new TigerTransport(
                wire, TigerTransport.PublicApi, signIn.CloudPublicKey, new Secret(signIn.CloudSecretKey)),
            signIn.CloudProject));
    }
}
