using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using TimescaleVpc.Sandbox.Remote;

namespace TimescaleVpc.Sandbox.Server.Serving;

/// <summary>
/// The server's own endpoint below <c>/sandbox/</c>, with the members of a sandbox that scripts use. Its token is in
/// the first line that the server writes. Pages in a browser do not have the token, and no response allows other
/// origins.
/// </summary>
internal sealed class AdminApi(ServedWorld worlds, string token, Action<string> publish, Action stop)
{
    private const string Root = "/sandbox/";
    private readonly byte[] authorization = Encoding.UTF8.GetBytes($"Bearer {token}");

    private SandboxWorld World => worlds.World;

    public static bool IsFor(HttpRequest request) =>
        request.Path.StartsWithSegments(Root.TrimEnd('/'), StringComparison.Ordinal);

    public async Task RespondAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        var header = Encoding.UTF8.GetBytes(request.Headers.Authorization.ToString());
        if (!CryptographicOperations.FixedTimeEquals(header, authorization))
        {
            response.Headers.WWWAuthenticate = "Bearer";
            await response.RefuseAsync(401, "The token in the server's first line of output is needed.");
            return;
        }

        try
        {
            if (await HandleAsync(request) is { } answer) await response.JsonAsync(answer);
            else await response.RefuseAsync(404, $"There is no {request.Method} {request.Path}.");
        }
        catch (SandboxPartException error)
        {
            await response.JsonAsync(
                new AdminRefusal(error.Message, new PartRefusal(error.Label, error.Problem, error.Keys)), 400);
        }
        catch (Exception error) when (error is ArgumentException or JsonException or IOException
            or UnauthorizedAccessException)
        {
            await response.RefuseAsync(400, error.Message);
        }
    }

    private async Task<object?> HandleAsync(HttpRequest request) => (request.Method, What(request)) switch
    {
        ("GET", "info") => worlds.State,
        ("GET", "inventory") => World.Inventory(),
        ("GET", "recycle-bin") => World.RecycleBin(),
        ("GET", "requests") => World.Requests,
        ("GET", "request-kinds") => World.RequestKinds,
        ("GET", "changes") => World.OutsideChanges,
        ("POST", "changes") => Do(await ReadAsync<ChangeRequest>(request), it => World.Change(it.Change, it.Target)),
        ("GET", "faults") => World.Faults,
        ("GET", "faults/struck") => World.StruckFaults,
        ("POST", "faults") => Do(await ReadAsync<SandboxFault>(request), World.AddFault),
        ("DELETE", "faults") => Do(World, it => it.ClearFaults()),
        ("GET", "sign-in") => World.SignIn,
        ("POST", "parts") => Do(await ReadAsync<PartData[]>(request),
            parts => ((VpcSandbox)World).Add([.. parts.Select(part => part.Part())])),
        ("POST", "world") => Do(await ReadAsync<WorldRecipe>(request), worlds.Become),
        ("POST", "connection") => Do(await ReadAsync<PublishRequest>(request), it => publish(it.File)),
        ("GET", "settings") => World.Settings,
        ("PUT", "settings") => Do(await ReadAsync<JsonObject>(request), World.Change),
        ("POST", "clock/advance") => Do(await ReadAsync<AdvanceRequest>(request), it => World.Clock.Advance(it.By)),
        ("POST", "probe") => Probe(await ReadAsync<ProbeRequest>(request)),
        ("POST", "reset") => Do(await ReadAsync<ResetRequest>(request), it => worlds.Reset(it.Seed)),
        ("POST", "stop") => Do(request.HttpContext.Response, StopAfter),
        _ => null,
    };

    private static string What(HttpRequest request) =>
        request.Path.Value is { } path && path.StartsWith(Root, StringComparison.Ordinal) ? path[Root.Length..] : "";

    private SandboxProbe Probe(ProbeRequest it) => World.Probe(it.From, it.Host, it.Port, it.UserName, it.Password);

    /// <summary>Stops the server after the response is sent.</summary>
    private void StopAfter(HttpResponse response) => response.OnCompleted(() =>
    {
        stop();
        return Task.CompletedTask;
    });

    /// <summary>Runs an action and returns the state after it.</summary>
    private ServerState Do<T>(T argument, Action<T> work)
    {
        work(argument);
        return worlds.State;
    }

    private static async Task<T> ReadAsync<T>(HttpRequest request) =>
        await JsonSerializer.DeserializeAsync<T>(request.Body, AdminJson.Options, request.HttpContext.RequestAborted)
            ?? throw new JsonException("The body is null.");
}
