using System.Reflection;
using System.Text.Json.Nodes;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Platforms.ManagedService;
using TimescaleVpc.Engine.Sessions;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Stages.Sessions;

/// <summary>Opens a session: checks the token, finds the project. Azure is signed in to when it is first needed.</summary>
internal sealed class ConnectStage(ConnectRequest request, ISink sink) : IStage
{
    private const string PublicApi = "https://api.aiven.io";

    public async Task ProcessAsync(object? item, CancellationToken cancel)
    {
        Scope.Sink = sink;
        var world = request.World ?? (request.Sandbox ? MakeWorld(request.Seed) : null);
        var pace = world is null ? Pace.Real : new Pace(world.Time, world.Activity);
        var wire = new Wire(pace, world?.CreateHandler());
        var apiUrl = ApiUrl();
        var token = new Secret(ReadToken(world));
        using var work = pace.Work();
        try
        {
            var project = await FindProjectAsync(new MstTransport(wire, apiUrl, token), world, cancel);
            var platform = new MstApi(new MstTransport(wire, apiUrl, token), project);
            var state = new SessionState(request, wire, platform, world);
            var session = new TimescaleSession
            {
                Id = request.SessionId,
                Platforms = ["ManagedService"],
                Project = project,
                ApiUrl = apiUrl.ToString().TrimEnd('/'),
                Sandbox = world,
                State = state,
            };
            // Who names a subscription or a tenant wants to hear now if it does not work.
            if (request.Subscription is not null || request.TenantId is not null)
                await state.AzureAsync(session, cancel);

            sink.Output(session);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            wire.Dispose();
            throw error switch
            {
                TimescaleVpcException ours => ours,
                UnknownOutcomeException unknown => unknown.Reported,
                Clouds.Azure.TokenRefusedException refused => refused.ToError(),
                _ => Catalogue.UnexpectedError.For(request.Project, error.GetType().Name),
            };
        }
    }

    public Task EndAsync(CancellationToken cancel) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The sandbox is loaded by name: the engine knows what scripts see of it, and nothing else.</summary>
    private static VpcSandbox MakeWorld(int? seed)
    {
        var context = System.Runtime.Loader.AssemblyLoadContext.GetLoadContext(typeof(ConnectStage).Assembly)!;
        var assembly = context.LoadFromAssemblyName(new AssemblyName("TimescaleVpc.Sandbox"));
        var type = assembly.GetType("TimescaleVpc.Sandbox.SandboxWorld", throwOnError: true)!;
        return (VpcSandbox)(seed is { } number ? Activator.CreateInstance(type, number) : Activator.CreateInstance(type))!;
    }

    private Uri ApiUrl()
    {
        var text = request.ApiUrl?.OriginalString ?? Environment.GetEnvironmentVariable("AIVEN_WEB_URL");
        if (request.Sandbox || request.World is not null || string.IsNullOrEmpty(text)) return new Uri(PublicApi);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url))
            throw Catalogue.InsecureUrl.For(text, text);

        return url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp && url.IsLoopback
            ? url : throw Catalogue.InsecureUrl.For(text, text);
    }

    private string ReadToken(VpcSandbox? world)
    {
        var token = request.ReadToken?.Invoke() ?? world?.SignIn.Token
            ?? Environment.GetEnvironmentVariable("AIVEN_TOKEN") ?? Environment.GetEnvironmentVariable("AIVEN_AUTH_TOKEN");
        return string.IsNullOrEmpty(token) ? throw Catalogue.TokenMissing.For(null) : token;
    }

    private async Task<string> FindProjectAsync(MstTransport transport, VpcSandbox? world, CancellationToken cancel)
    {
        var wanted = request.Project ?? world?.SignIn.Project ?? Environment.GetEnvironmentVariable("AIVEN_PROJECT");
        JsonNode? answer = await transport.SendAsync(
            HttpMethod.Get, "list the token's projects", ["project"], null, false, cancel);
        var names = answer.Items("projects").Select(item => item.Text("project_name")).OfType<string>().ToArray();
        var list = names.Length == 0 ? "none" : string.Join(", ", names);
        if (string.IsNullOrEmpty(wanted))
            return names is [var only] ? only : throw Catalogue.ProjectAmbiguous.For(null, list);

        return names.FirstOrDefault(name => string.Equals(name, wanted, StringComparison.OrdinalIgnoreCase))
            ?? throw Catalogue.ProjectNotFound.For(wanted, wanted, list);
    }
}
