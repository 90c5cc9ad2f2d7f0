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
    private readonly ConnectRequest request;
    private readonly object[] services;
    private AzureAccount? azure;
    private AwsAccount? aws;

    public SessionState(ConnectRequest request, Wire wire, IPlatform[] platforms, VpcSandbox? sandbox)
    {
        this.request = request;
        Wire = wire;
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
        services = [platforms, sides, examiners];
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
        where T : class
    {
        if (typeof(T) == typeof(AzureAccount)) return (T)(object)await AzureAsync(Session, cancel);
        if (typeof(T) == typeof(AwsAccount)) return (T)(object)await AwsAsync(Session, cancel);
        throw new InvalidOperationException($"A session has no {typeof(T).Name}.");
    }

    public static SessionState Of(TimescaleSession session) =>
        session.IsClosed ? throw Catalogue.SessionClosed.For(session, session) : (SessionState)session.State!;

    /// <summary>The Azure side; signs in at the first use, since work on the platform alone needs none.</summary>
    public Task<AzureAccount> AzureAsync(TimescaleSession session, CancellationToken cancel) =>
        azure is not null ? Task.FromResult(azure) : Locks.OneAtATimeAsync("azure", async () =>
        {
            if (azure is not null) return azure;
            var signIn = AzureSignInOf();
            var tokens = new AzureTokens(signIn.Make, Clock);
            var subscriptionName = request.Subscription ?? AzContext?.SubscriptionId;
            var subscription = await ArmSubscriptions.ResolveAsync(Wire, tokens, Tenant, subscriptionName, cancel);
            azure = new AzureAccount(Wire, tokens, subscription, signIn.Taken);
            session.TenantId = subscription.TenantId;
            session.SubscriptionId = subscription.Id;
            session.SubscriptionName = subscription.Name;
            session.AzureSignIn = signIn.Taken;
            Recording?.Update(session);
            return azure;
        }, cancel);

    /// <summary>All subscriptions that the Azure sign-in sees, whichever the session works in.</summary>
    public async Task<IReadOnlyList<AzureSubscription>> SubscriptionsAsync(CancellationToken cancel) =>
        await ArmSubscriptions.ListAsync(Wire, new AzureTokens(AzureSignInOf().Make, Clock), Tenant, cancel);

    /// <summary>The AWS side; signs in at the first use.</summary>
    public Task<AwsAccount> AwsAsync(TimescaleSession session, CancellationToken cancel) =>
        aws is not null ? Task.FromResult(aws) : Locks.OneAtATimeAsync("aws", async () =>
        {
            if (aws is not null) return aws;
            var signIn = AwsSignInOf();
            var clients = new AwsClients(Wire, signIn);
            var region = signIn.Region(request.AwsRegion);
            var accountId = await clients.Sts(region).GetCallerAccountAsync(cancel);
            aws = new AwsAccount(clients, accountId, region);
            session.AwsAccountId = accountId;
            session.AwsRegion = region;
            session.AwsSignIn = signIn.Source;
            Recording?.Update(session);
            return aws;
        }, cancel);

    public void Dispose()
    {
        azure?.Dispose();
        aws?.Dispose();
        Wire.Dispose();
    }

    private string? Tenant => request.TenantId ?? AzContext?.TenantId ?? Sandbox?.SignIn.TenantId;

    /// <summary>Without a parameter, the settings of the Az session apply.</summary>
    private AzSession? AzContext =>
        request.Subscription is null && request.TenantId is null ? request.AzSession : null;

    private SignInChain AzureSignInOf()
    {
        if (Sandbox is not null)
        {
            var users = Sandbox.SignIn.Users;
            var userName = request.SandboxUser ?? users[0].Key;
            var user = users.FirstOrDefault(item => Names(item.Key, userName));
            if (user.Key is null)
                throw Catalogue.SandboxUserUnknown.For(userName, userName,
                    NearNames.Of(userName, users.Select(item => item.Key)));

            var signIn = new SandboxUser(Wire, Sandbox.SignIn.TenantId, user.Key, new Secret(user.Value));
            return new([new($"Sandbox user {user.Key}", () => new DelegateCredential(signIn.GetTokenAsync))]);
        }

        if (request.ManagedIdentity) return SignIn.ManagedIdentity(Wire, request.ManagedIdentityClientId);
        if (request.AzSession is { } az)
            return new([new($"Az session {az.Account}".TrimEnd(), () => new DelegateCredential(az.GetTokenAsync))]);
        SignInSettings.RequireEnvironment();
        return SignIn.Default(Wire, request.TenantId);
    }

    private AwsSignIn AwsSignInOf()
    {
        if (request.ReadAwsKeys?.Invoke() is var (keyId, secretKey))
        {
            keyId = InputText.Setting("The access key id of -AwsCredential", keyId) ?? "";
            secretKey = InputText.Setting("The secret key of -AwsCredential", secretKey) ?? "";
            Recording?.Recorder.Secrets.Learn(secretKey);
            return AwsSignIn.With(new AwsKeys(keyId, new Secret(secretKey), SessionToken: null), request.AwsRegion);
        }

        if (Sandbox is null) return AwsSignIn.Find(request.AwsProfile, request.AwsProfileLocation);

        var all = Sandbox.SignIn.AwsCredentials;
        var profileName = request.AwsProfile ?? all[0].Profile;
        var keys = all.FirstOrDefault(item => Same(item.Profile, profileName))
            ?? throw Catalogue.AwsProfileNotFound.For(
                profileName, profileName, "the sandbox",
                NearNames.Of(profileName, all.Select(item => item.Profile)));
        return AwsSignIn.With(
            new AwsKeys(keys.AccessKeyId, new Secret(keys.SecretKey), SessionToken: null), keys.Region);
    }

    /// <summary>The whole name, or the part before the @.</summary>
    private static bool Names(string user, string name) =>
        Same(user, name) || Same(user.Split('@')[0], name);
}
