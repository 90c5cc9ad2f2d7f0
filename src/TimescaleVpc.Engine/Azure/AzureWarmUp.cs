using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Azure;

/// <summary>
/// The Graph SDK and the application's sign-in are compiled at their first use. All cmdlets of a pipeline are opened
/// before the first one runs, so that can go on while the platform and ARM are asked.
/// </summary>
internal static class AzureWarmUp
{
    private const string Id = "00000000-0000-0000-0000-000000000000";
    private const string Item = $$"""{"id":"{{Id}}","appId":"{{Id}}","tags":["none"]}""";

    /// <summary>Begun when a cmdlet is opened that grants rights.</summary>
    public static WarmUp Background { get; } = new(UseAsync);

    /// <summary>For tests: the same, to its end and with its errors.</summary>
    public static async Task UseAsync()
    {
        using var wire = new Wire(
            WorkClock.Real, new MadeUpResponses("application/json", (request, _) => Body(request)));
        var tokens = new AzureTokens(() => SignIn.App(wire, Id, Id, new Secret("none")), WorkClock.Real);
        var credential = new DelegateCredential((_, _, _) => Task.FromResult(("none", DateTimeOffset.MaxValue)));
        using var entra = new GraphEntraApi(wire, new AzureTokens(() => credential, WorkClock.Real), Id);
        var app = await entra.GetAppAsync(Id, CancellationToken.None);
        await entra.CreateAppAsync("none", "none", ["none"], CancellationToken.None);
        await entra.CreatePrincipalAsync(app!.AppId, "none", CancellationToken.None);
        await tokens.GetAsync(AzureTokens.Arm, tenant: null, newerThan: null, CancellationToken.None);
    }

    private static string Body(HttpRequestMessage request)
    {
        if (request.RequestUri!.AbsolutePath.EndsWith("/token", StringComparison.Ordinal))
            return """{"token_type":"Bearer","expires_in":3599,"access_token":"none"}""";
        return request.Method == HttpMethod.Get ? $$"""{"value":[{{Item}}]}""" : Item;
    }
}
