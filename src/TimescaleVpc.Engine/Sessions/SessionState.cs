using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.Diagnosis;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Sessions;

/// <summary>
/// The engine's state of a session: the wire, the platforms, and the clouds once they are needed. This is the only
/// place that lists the clouds; the platforms are those that were signed in to.
/// </summary>
internal sealed class SessionState : ISessionServices, IDisposable
{
    private readonly IPlatform[] platforms;
    private readonly object[] services;
    private readonly SessionAccount[] accounts;

    public SessionState(ConnectRequest request, Wire wire, IPlatform[] platforms, VpcSandbox? sandbox)
    {
        Wire = wire;
        this.platforms = platforms;
        Sandbox = sandbox;
        Locks = new KeyedLock(wire.Clock);
        Steps = new StepLog(wire.Clock);
        CloudAdapter<ICustomerSide>[] sides =
        [
            new(Cloud.Azure, context => new AzureSide(context)), new(Cloud.Aws, context => new AwsSide(context)),
            new(Cloud.Other, context => new OtherSide(context)),
        ];
        CloudAdapter<IExaminer>[] examiners =
        [
            new(Cloud.Azure, context => new AzureExaminer(context)),
            new(Cloud.Aws, context => new AwsExaminer(context)), new(Cloud.Other, _ => new OtherExaminer()),
        ];
        var azure = new AzureSignIn(request, wire, sandbox);
        services = [platforms, sides, examiners, azure];
        accounts =
        [
            new(typeof(AzureAccount), request.NamesAzure, azure.AccountAsync),
            new(typeof(AwsAccount), request.NamesAws, cancel => AwsAccount.OpenAsync(
                wire, AwsSignIn.Of(request, sandbox, secret => Recording?.Recorder.Secrets.Learn(secret)),
                request.AwsRegion, cancel)),
        ];
    }

    public Wire Wire { get; }

    public WorkClock Clock => Wire.Clock;

    public KeyedLock Locks { get; }

    public StepLog Steps { get; }

    public VpcSandbox? Sandbox { get; }

    /// <summary>What is kept of the wire; null if the user wants nothing kept.</summary>
    public SessionRecording? Recording { get; init; }

    /// <summary>The session itself, which shows what was signed in to; set right after both were made.</summary>
    public TimescaleSession Session { get; set; } = null!;

    public T? Find<T>()
        where T : class => services.OfType<T>().FirstOrDefault();

    public async Task<T> SignInAsync<T>(CancellationToken cancel)
        where T : class, ICloudAccount =>
        (T)await accounts.First(account => account.Kind == typeof(T)).GetAsync(this, cancel);

    /// <summary>Signs in to what Connect-Timescale names, so that a failure is reported at once.</summary>
    public async Task SignInToNamedAsync(CancellationToken cancel)
    {
        foreach (var account in accounts.Where(account => account.IsNamed)) await account.GetAsync(this, cancel);
    }

    /// <summary>Who a platform or a cloud took for the one who did a step; null where that is not known.</summary>
    public string? ActorOf(PeeringStep step) =>
        platforms.FirstOrDefault(platform => platform.Name == step.Where)?.Actor
        ?? accounts.Select(account => account.ActorOf(step)).FirstOrDefault(actor => actor is not null);

    /// <summary>Checks what of a sign-in can be checked without a request, before anything is sent.</summary>
    public static void Require(ConnectRequest request)
    {
        SignInSettings.RequireTenant(request.TenantId);
        if (request.AwsRegion is { } region) AwsRegions.Check(region);
    }

    public static SessionState Of(TimescaleSession session) =>
        session.IsClosed ? throw Catalogue.SessionClosed.For(session, session) : (SessionState)session.State!;

    public void Dispose()
    {
        foreach (var account in accounts) account.Dispose();
        Wire.Dispose();
    }
}
