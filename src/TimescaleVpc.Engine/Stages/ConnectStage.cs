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
    private VpcSandbox? world;

    /// <summary>The sign-ins of the sandbox; a server is asked for them once.</summary>
    private SandboxSignIn? SandboxSignIn => field ??= world?.SignIn;

    /// <summary>The recorded session; null where nothing is replayed.</summary>
    private RecordedSession? Recorded => (world as ReplayWorld)?.Recorded;

    public async Task ProcessAsync(object? item, CancellationToken cancel)
    {
        if (item is ConnectRequest one)
        {
            await new ConnectStage(one, sink).ProcessAsync(item: null, cancel);
            return;
        }

        AmbientWork.Sink = sink;
        InputText.Require(request);
        SessionState.Require(request);
        world = SandboxWorlds.For(request);
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
            // In a replay the recorded ones.
            var names = Recorded?.Platforms ?? PlatformNames.Of(request, isSandbox: world is not null);
            var mst = names.Contains(PlatformNames.ManagedService) ? await ManagedServiceAsync(wire, cancel) : null;
            var tiger = names.Contains(PlatformNames.TimescaleCloud) ? await TimescaleCloudAsync(wire, cancel) : null;
            SignedIn[] signedIn = [.. new[] { mst, tiger }.OfType<SignedIn>()];
            var state = new SessionState(request, wire, [.. signedIn.Select(one => one.Platform)], world)
            {
                Recording = recording,
            };
            var session = new TimescaleSession
            {
                Id = request.SessionId,
                Platforms = [.. names],
                Project = mst?.Platform.Project,
                CloudProject = tiger?.Platform.Project,
                CloudPlan = tiger?.Plan,
                ApiUrl = signedIn[0].Url.ToString().TrimEnd('/'),
                RequireKnownRequester = request.RequireKnownRequester,
                Sandbox = world,
                State = state,
            };
            state.Session = session;
            recording?.Update(session);
            await state.SignInToNamedAsync(cancel);
            sink.Output(session);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            wire.Dispose();
            throw Translation.Of(error, request.Project, sink);
        }
    }

    private async Task<SignedIn> ManagedServiceAsync(Wire wire, CancellationToken cancel)
    {
        var url = Address(Recorded?.ApiUrl, "AIVEN_WEB_URL", new Uri(PublicApi));
        var transport = new MstTransport(wire, url, new Secret(ReadToken()));
        var api = new MstApi(transport, await FindProjectAsync(transport, cancel));
        return new(new MstPlatform(api, wire.Clock), url);
    }

    /// <summary>Timescale Cloud; the key belongs to one project, and the platform says which.</summary>
    private async Task<SignedIn> TimescaleCloudAsync(Wire wire, CancellationToken cancel)
    {
        var url = Address(Recorded?.TigerUrl, "TIGER_API_URL", TigerTransport.PublicApi);
        var (publicKey, secretKey) = ReadKeys();
        var transport = new TigerTransport(wire, url, publicKey, new Secret(secretKey));
        var identity = await TigerApi.GetIdentityAsync(transport, cancel);
        var project = identity.ProjectId ?? request.Project
            ?? throw Catalogue.ProjectAmbiguous.For(null, "not told by the key");
        if (request is { Cloud: true, Project: { } name } && !Same(name, project) && !Same(name, identity.ProjectName))
            throw Catalogue.ProjectNotFound.For(name, name, $"{identity.ProjectName} ({project})");
        return new(new TigerPlatform(new TigerApi(transport, project), wire.Clock), url, identity.PlanType);
    }

    private (string PublicKey, string SecretKey) ReadKeys()
    {
        if (request.ReadKeys is { } read)
        {
            var (user, secret) = read();
            return (InputText.Setting("The public key of -Credential", user) ?? "",
                InputText.Setting("The secret key of -Credential", secret) ?? "");
        }

        if (SandboxSignIn is { } signIn) return (signIn.CloudPublicKey, signIn.CloudSecretKey);
        return Variable("TIGER_PUBLIC_KEY") is { } publicKey && Variable("TIGER_SECRET_KEY") is { } secretKey
            ? (publicKey, secretKey) : throw Catalogue.CloudKeysMissing.For(null);
    }

    /// <summary>The base address: given, from the environment, or public. Plain http is for loopback only.</summary>
    private Uri Address(string? recordedAddress, string variable, Uri usualAddress)
    {
        var text = request.ApiUrl?.OriginalString ?? recordedAddress;
        if (Recorded is not null && text is not null) return new Uri(text);
        text ??= Variable(variable);
        if (world is not null || string.IsNullOrEmpty(text)) return usualAddress;
        return Uri.TryCreate(text, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)
                ? url : throw Catalogue.InsecureUrl.For(text, text);
    }

    private string ReadToken()
    {
        var token = request.ReadToken is { } read ? InputText.Setting("-Token", read())
            : SandboxSignIn?.Token ?? Variable("AIVEN_TOKEN") ?? Variable("AIVEN_AUTH_TOKEN");
        return string.IsNullOrEmpty(token) ? throw Catalogue.TokenMissing.For(null) : token;
    }

    /// <summary>A value of the environment; files and vaults often leave a line break at its end.</summary>
    private static string? Variable(string name) =>
        InputText.Setting(name, Environment.GetEnvironmentVariable(name));

    private async Task<string> FindProjectAsync(MstTransport transport, CancellationToken cancel)
    {
        const string What = "list the token's projects";
        var name = request.Project ?? SandboxSignIn?.Project ?? Variable("AIVEN_PROJECT");
        JsonNode? answer = await transport.GetAsync(What, ["project"], absentIsNull: false, cancel);
        var names = answer.Get("projects").All(item => item.Text("project_name"))
            ?? throw transport.Unreadable(What);
        if (string.IsNullOrEmpty(name))
            return names is [var match] ? match : throw Catalogue.ProjectAmbiguous.For(null, NearNames.Of("", names));

        return names.FirstOrDefault(item => Same(item, name))
            ?? throw Catalogue.ProjectNotFound.For(name, name, NearNames.Of(name, names));
    }

    /// <summary>A platform that was signed in to.</summary>
    private sealed record SignedIn(IPlatform Platform, Uri Url, string? Plan = null);
}
