using TimescaleVpc.Engine.Recording;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Sessions;

/// <summary>What a session keeps of its wire: in memory the last of it, or in a file all of it.</summary>
internal sealed class SessionRecording
{
    private readonly ConnectRequest request;
    private readonly RecordFile? file;
    private readonly bool isSandbox;

    private SessionRecording(ConnectRequest request, WorkClock clock, bool isSandbox)
    {
        this.request = request;
        this.isSandbox = isSandbox;
        Versions = RecordedVersions.Here(request.PowerShellVersion);
        file = request.Record is { } path ? new RecordFile(path, Versions) : null;
        IExchangeStore store = file is null ? new ExchangeRing() : file;
        Recorder = new Recorder(clock, new ExchangeFilter(new KnownSecrets()), store);
        Settings = RecordedSession.Of(request, session: null, isSandbox);
        file?.Set(Settings);
    }

    public Recorder Recorder { get; }

    public RecordedVersions Versions { get; }

    public RecordedSession Settings { get; private set; }

    /// <summary>Null if the user wants none.</summary>
    public static SessionRecording? For(ConnectRequest request, WorkClock clock, VpcSandbox? world) =>
        Recorder.IsOff && request.Record is null ? null : new SessionRecording(request, clock, world is not null);

    /// <summary>What there is of a session that keeps nothing.</summary>
    public static RecordedRun Nothing =>
        new(RecordedVersions.Here(powerShell: null), new RecordedSession(),
            new KeptWire([], new Dictionary<string, string>(), Lost: 0))
        {
            NotReplayable = $"{Recorder.Switch} has switched the recording off",
        };

    /// <summary>All that was kept so far.</summary>
    public RecordedRun Read()
    {
        var wire = Recorder.Store.Read();
        return new RecordedRun(Versions, Settings, wire)
        {
            NotReplayable = wire.Lost == 0 ? null
                : $"the first {wire.Lost} requests of the session are no longer in memory",
        };
    }

    /// <summary>The session has learned more of itself.</summary>
    public void Update(TimescaleSession session)
    {
        Settings = RecordedSession.Of(request, session, isSandbox);
        file?.Set(Settings);
    }
}
