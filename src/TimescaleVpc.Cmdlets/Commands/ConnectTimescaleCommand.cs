using System.Collections;
using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>Signs in to a platform, and to Azure and AWS when a pipeline first needs them.</summary>
[Cmdlet(VerbsCommunications.Connect, "Timescale", DefaultParameterSetName = ManagedService)]
[OutputType(typeof(TimescaleSession))]
public sealed class ConnectTimescaleCommand : UnplannedCommand
{
    private const string ManagedService = "ManagedService";
    private const string TimescaleCloud = "TimescaleCloud";
    private const string SandboxSet = "Sandbox";
    private const string SandboxServerSet = "SandboxServer";
    private const string ReplaySet = "Replay";

    // The names that users already have.
    private static readonly string[] ManagedServiceVariables =
        ["AIVEN_TOKEN", "AIVEN_AUTH_TOKEN", "AIVEN_PROJECT", "AIVEN_WEB_URL"];

    private static readonly string[] TimescaleCloudVariables = ["TIGER_PUBLIC_KEY", "TIGER_SECRET_KEY"];

    /// <summary>
    /// The project. Without it, on the managed service: AIVEN_PROJECT, else the only project that the token can see; on
    /// Timescale Cloud: the one that the key belongs to.
    /// </summary>
    [Parameter]
    [Trimmed]
    public string? Project { get; set; }

    /// <summary>
    /// The managed service's token, as SecureString or PSCredential (its password counts). Plain text is refused.
    /// Without it: AIVEN_TOKEN or AIVEN_AUTH_TOKEN.
    /// </summary>
    [Parameter(ParameterSetName = ManagedService)]
    [Parameter(ParameterSetName = SandboxSet)]
    [Parameter(ParameterSetName = SandboxServerSet)]
    [ValidateNotNull]
    [TokenTransformation]
    public object? Token { get; set; }

    /// <summary>
    /// Timescale Cloud's client credentials: the public key as user name, the secret key as password. Without it:
    /// TIGER_PUBLIC_KEY and TIGER_SECRET_KEY, if there is no token of the managed service.
    /// </summary>
    [Parameter(ParameterSetName = TimescaleCloud, Mandatory = true)]
    [Parameter(ParameterSetName = SandboxSet)]
    [Parameter(ParameterSetName = SandboxServerSet)]
    [ValidateNotNull]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>
    /// The base address of the platform's API. Without it: AIVEN_WEB_URL or TIGER_API_URL, else the public one.
    /// </summary>
    [Parameter(ParameterSetName = ManagedService)]
    [Parameter(ParameterSetName = TimescaleCloud)]
    public Uri? ApiUrl { get; set; }

    /// <summary>The Azure subscription that holds your VNets, by name or id.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SubscriptionCompleter))]
    [Trimmed]
    public string? Subscription { get; set; }

    /// <summary>Your Entra tenant, a GUID or a domain.</summary>
    [Parameter]
    [Trimmed]
    public string? TenantId { get; set; }

    /// <summary>Signs in to Azure with the managed identity of this machine or job, and in no other way.</summary>
    [Parameter(ParameterSetName = ManagedService)]
    [Parameter(ParameterSetName = TimescaleCloud)]
    public SwitchParameter ManagedIdentity { get; set; }

    /// <summary>The client id of a user-assigned managed identity; implies <c>-ManagedIdentity</c>.</summary>
    [Parameter(ParameterSetName = ManagedService)]
    [Parameter(ParameterSetName = TimescaleCloud)]
    [ValidateNotNullOrEmpty]
    [Trimmed]
    public string? ManagedIdentityClientId { get; set; }

    /// <summary>
    /// An AWS access key: its id as user name, its secret as password. It comes before profile and environment.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [Credential]
    public PSCredential? AwsCredential { get; set; }

    /// <summary>
    /// The AWS profile. Without it the usual chain: environment, default profile, container, instance.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(AwsProfileCompleter))]
    [Trimmed]
    public string? AwsProfile { get; set; }

    /// <summary>The credentials file that holds the profile; without it the usual ones.</summary>
    [Parameter]
    public string? AwsProfileLocation { get; set; }

    /// <summary>The AWS region that is used where none is named.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(AwsRegionCompleter))]
    [Trimmed(Lower = true)]
    public string? AwsRegion { get; set; }

    /// <summary>
    /// In all of the session, requests on AWS are accepted only if <c>-RequesterAccountId</c> or a peering that was
    /// approved before names the account that they must come from.
    /// </summary>
    [Parameter]
    public SwitchParameter RequireKnownRequester { get; set; }

    /// <summary>Connects to simulated clouds: nothing leaves this machine.</summary>
    [Parameter(ParameterSetName = SandboxSet, Mandatory = true)]
    [Parameter(ParameterSetName = SandboxServerSet)]
    public SwitchParameter Sandbox { get; set; }

    /// <summary>
    /// A sandbox server that runs on this machine: the file that its first line of output went to, or that line as an
    /// object. Everything then goes over sockets and TLS to it.
    /// </summary>
    [Parameter(ParameterSetName = SandboxServerSet, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    [SandboxServerTransformation]
    public SandboxServerIdentity? SandboxServer { get; set; }

    /// <summary>The Azure user of the sandbox; without it the admin.</summary>
    [Parameter(ParameterSetName = SandboxSet)]
    [Parameter(ParameterSetName = SandboxServerSet)]
    [Alias("AzureUser")]
    [ArgumentCompleter(typeof(SandboxUserCompleter))]
    [Trimmed]
    public string? SandboxUser { get; set; }

    /// <summary>The seed of a new sandbox: equal seeds give equal runs.</summary>
    [Parameter(ParameterSetName = SandboxSet)]
    public int? Seed { get; set; }

    /// <summary>The sandbox of another session, to connect to the same world.</summary>
    [Parameter(ParameterSetName = SandboxSet)]
    public VpcSandbox? World { get; set; }

    /// <summary>
    /// A new file that takes all that the session asks and is answered, without secrets, as it goes.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Record { get; set; }

    /// <summary>
    /// A report, or a recording, that answers in place of the platforms: nothing leaves this machine.
    /// </summary>
    [Parameter(ParameterSetName = ReplaySet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string? Replay { get; set; }

    // All of it is the item's: a server that is piped is known only when it comes, and each is a connection of its own.
    private protected override StageRequest Request => new ConnectRequest();

    private protected override IEnumerable<object?> Items => [Connection];

    private ConnectRequest Connection
    {
        get
        {
            if (Token is RefusedToken) RefusedToken.HideLine(MyInvocation);
            return new ConnectRequest().From(this) with
            {
                SessionId = Runspace.NextId(),
                ReadToken = TokenTransformationAttribute.Reader(Token),
                ReadKeys = Reader(Credential),
                ReadAwsKeys = Reader(AwsCredential),
                Cloud = IsCloud,
                Sandbox = IsSandbox,
                Server = SandboxServer?.In(SessionState.Path),
                ManagedIdentity = IsManagedIdentity,
                Record = Full(Record),
                Replay = Full(Replay),
                PowerShellVersion = $"{Versions?["PSVersion"]}",
                AzSession = IsSandbox || IsManagedIdentity ? null : AzAccessToken.Find(this, Runspace),
            };
        }
    }

    private bool IsSandbox => ParameterSetName is SandboxSet or SandboxServerSet or ReplaySet;

    // Of the environment's credentials, those of the managed service come first.
    private bool IsCloud => ParameterSetName == TimescaleCloud
        || ParameterSetName == ManagedService && Project is null && Token is null
        && !ManagedServiceVariables.Any(IsSet) && TimescaleCloudVariables.All(IsSet);

    private bool IsManagedIdentity => ManagedIdentity || ManagedIdentityClientId is not null;

    internal override void Emit(object value)
    {
        // Before it is written: the next cmdlet in the pipeline may need it.
        Runspace.Add((TimescaleSession)value);
        base.Emit(value);
    }

    private IDictionary? Versions => SessionState.PSVariable.GetValue("PSVersionTable") as IDictionary;

    private string? Full(string? path) =>
        path is null ? null : SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);

    private static Func<(string, string)>? Reader(PSCredential? keys) =>
        keys is null ? null : () => (keys.UserName, keys.GetNetworkCredential().Password);

    private static bool IsSet(string variable) =>
        !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));
}
