using System.Text.Json.Nodes;
using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.ManagedService;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Recording;
using TimescaleVpc.Engine.Sessions;
using TimescaleVpc.Engine.TimescaleCloud;
using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>
/// Opens a session: checks the token, finds the project. Azure is signed in to when it is first needed.
/// </summary>
internal sealed class ConnectStage(ConnectRequest request, ISink sink) : IStage
{
    private const string PublicApi = "https://api.aiven.io";

    public async Task ProcessAsync(object? item, CancellationToken cancel)
    {
        if (item is ConnectRequest one)
        {
            await new ConnectStage(one, sink).ProcessAsync(item: null, cancel);
            return;
        }

        AmbientWork.Sink = sink;
        InputText.Require(request);
        // All checks without a request are done before anything is sent.
        SignInSettings.RequireTenant(request.TenantId);
        if (request.AwsRegion is { } region) AwsRegions.Check(region);
        var world = SandboxWorlds.For(request);
        if (request.Replay is not null && world is ReplayWorld replay)
        {
            await new ConnectStage(replay.Again(request), sink).ProcessAsync(item: null, cancel);
            return;
        }

        var clock = world is null ? WorkClock.Real : new WorkClock(world.Time, world.Activity);
        var recording = SessionRecording.For(request, clock, world);
        var wire = new Wire(clock, world?.CreateHandler(), recording?.Recorder);
        using var work = clock.Work();
        try
        {
            await clock.TurnAsync(isReady: null, cancel);
            // In a replay those of then.
            var platforms = world is ReplayWorld { Recorded.Platforms: var recordedPlatforms } ? recordedPlatforms
                : PlatformNames.Of(request, isSandbox: world is not null);
            var managed = platforms.Contains(PlatformNames.ManagedService)
                ? await ManagedServiceAsync(wire, world, cancel) : null;
            var cloud = platforms.Contains(PlatformNames.TimescaleCloud) ? await CloudAsync(wire, world, cancel) : null;
            IPlatform?[] signedIn =
            [
                managed is null ? null : new MstPlatform(managed.Value.Api, clock),
                cloud is null ? null : new TigerPlatform(cloud.Value.Api, clock),
            ];
            var state = new SessionState(request, wire, [.. signedIn.OfType<IPlatform>()], world)
            {
                Recording = recording,
            };
            var session = new TimescaleSession
            {
                Id = request.SessionId,
                Platforms = [.. platforms],
                Project = managed?.Api.Project,
                CloudProject = cloud?.Api.Project,
                CloudPlan = cloud?.Plan,
                ApiUrl = (managed?.Url ?? cloud!.Value.Url).ToString().TrimEnd('/'),
                RequireKnownRequester = request.RequireKnownRequester,
                Sandbox = world,
                State = state,
            };
            state.Session = session;
            recording?.Update(session);
            // For an explicitly named sign-in, failures are reported at once.
            if (request.Subscription is not null || request.TenantId is not null || request.ManagedIdentity)
                await state.AzureAsync(session, cancel);
            if (request.AwsProfile is not null || request.AwsRegion is not null || request.ReadAwsKeys is not null)
                await state.AwsAsync(session, cancel);

            sink.Output(session);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            wire.Dispose();
            throw Translation.Of(error, request.Project, sink);
        }
    }

    private async Task<(MstApi Api, Uri Url)?> ManagedServiceAsync(Wire wire, VpcSandbox? world,
        CancellationToken cancel)
    {
        var url = Address(world, request.ApiUrl ?? Recorded(world)?.ApiUrl, "AIVEN_WEB_URL", new Uri(PublicApi));
        var transport = new MstTransport(wire, url, new Secret(ReadToken(world)));
        return (new MstApi(transport, await FindProjectAsync(transport, world, cancel)), url);
    }

    /// <summary>Timescale Cloud; the key belongs to one project, and the platform says which.</summary>
    private async Task<(TigerApi Api, Uri Url, string? Plan)?> CloudAsync(Wire wire, VpcSandbox? world,
        CancellationToken cancel)
    {
        var customUrl = request.ApiUrl ?? Recorded(world)?.CloudUrl;
        var url = Address(world, customUrl, "TIGER_API_URL", TigerTransport.PublicApi);
        var (publicKey, secretKey) = ReadKeys(world);
        var transport = new TigerTransport(wire, url, publicKey, new Secret(secretKey));
        var identity = await TigerApi.GetIdentityAsync(transport, cancel);
        var project = identity.ProjectId ?? request.Project
            ?? throw Catalogue.ProjectAmbiguous.For(null, "not told by the key");
        var projectName = request.Cloud ? request.Project : null;
        var isOther = projectName is not null
            && !Same(projectName, project) && !Same(projectName, identity.ProjectName);
        if (isOther)
            throw Catalogue.ProjectNotFound.For(projectName, projectName, $"{identity.ProjectName} ({project})");
        return (new TigerApi(transport, project), url, identity.PlanType);
    }

    private (string PublicKey, string SecretKey) ReadKeys(VpcSandbox? world)
    {
        if (request.ReadKeys is { } read)
        {
            var (user, secret) = read();
            return (InputText.Setting("The public key of -Credential", user) ?? "",
                InputText.Setting("The secret key of -Credential", secret) ?? "");
        }

        if (world?.SignIn is { } signIn) return (signIn.CloudPublicKey, signIn.CloudSecretKey);
        var (publicKey, secretKey) = (
            Variable("TIGER_PUBLIC_KEY"), Variable("TIGER_SECRET_KEY"));
        return publicKey is null || secretKey is null
            ? throw Catalogue.CloudKeysMissing.For(null) : (publicKey, secretKey);
    }

    private static (Uri? ApiUrl, Uri? CloudUrl)? Recorded(VpcSandbox? world) => world is not ReplayWorld replay ? null
        : (Url(replay.Recorded.ApiUrl), Url(replay.Recorded.CloudUrl));

    private static Uri? Url(string? text) => text is null ? null : new Uri(text);

    /// <summary>The base address: given, from the environment, or public. Plain http is for loopback only.</summary>
    private static Uri Address(VpcSandbox? world, Uri? address, string variable, Uri usualAddress)
    {
        var text = address?.OriginalString ?? Variable(variable);
        if (world is ReplayWorld && address is not null) return address;
        if (world is not null || string.IsNullOrEmpty(text)) return usualAddress;
        return Uri.TryCreate(text, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)
                ? url : throw Catalogue.InsecureUrl.For(text, text);
    }

    private string ReadToken(VpcSandbox? world)
    {
        var token = request.ReadToken is { } read ? InputText.Setting("-Token", read())
            : world?.SignIn.Token ?? Variable("AIVEN_TOKEN") ?? Variable("AIVEN_AUTH_TOKEN");
        return string.IsNullOrEmpty(token) ? throw Catalogue.TokenMissing.For(null) : token;
    }

    /// <summary>A value of the environment; files and vaults often leave a line break at its end.</summary>
    private static string? Variable(string name) =>
        InputText.Setting(name, Environment.GetEnvironmentVariable(name));

    private async Task<string> FindProjectAsync(MstTransport transport, VpcSandbox? world, CancellationToken cancel)
    {
        const string What = "list the token's projects";
        var name = request.Project ?? world?.SignIn.Project ?? Variable("AIVEN_PROJECT");
        JsonNode? answer = await transport.GetAsync(What, ["project"], absentIsNull: false, cancel);
        var names = answer.Get("projects").All(item => item.Text("project_name"))
            ?? throw transport.Unreadable(What);
        if (string.IsNullOrEmpty(name))
            return names is [var match] ? match : throw Catalogue.ProjectAmbiguous.For(null, NearNames.Of("", names));

        return names.FirstOrDefault(item => Same(item, name))
            ?? throw Catalogue.ProjectNotFound.For(name, name, NearNames.Of(name, names));
    }
}
