namespace TimescaleVpc;

/// <summary>
/// Connect-Timescale. Items: null, or a request that takes the place of this one. Emits a
/// <see cref="TimescaleSession"/> for each.
/// </summary>
internal sealed record ConnectRequest : StageRequest
{
    /// <summary>The number that the new session gets within its runspace.</summary>
    public int SessionId { get; init; }

    /// <summary>Accepts requests on AWS only where something names the account that they must come from.</summary>
    public bool RequireKnownRequester { get; init; }

    /// <summary>The managed service's project; null takes AIVEN_PROJECT, else the token's only project.</summary>
    public string? Project { get; init; }

    /// <summary>Reads the managed service's token; null takes AIVEN_TOKEN or AIVEN_AUTH_TOKEN.</summary>
    public Func<string>? ReadToken { get; init; }

    /// <summary>Base address of the managed service's API; null takes AIVEN_WEB_URL, else the public one.</summary>
    public Uri? ApiUrl { get; init; }

    /// <summary>
    /// Reads Timescale Cloud's public and secret key; null takes TIGER_PUBLIC_KEY and TIGER_SECRET_KEY.
    /// </summary>
    public Func<(string PublicKey, string SecretKey)>? ReadKeys { get; init; }

    /// <summary>
    /// Whether Timescale Cloud is meant rather than the managed service. In the sandbox both are signed in to.
    /// </summary>
    public bool Cloud { get; init; }

    /// <summary>Profile for AWS; null takes the usual chain.</summary>
    public string? AwsProfile { get; init; }

    /// <summary>The credentials file that holds the profile.</summary>
    public string? AwsProfileLocation { get; init; }

    /// <summary>Reads the id and the secret of an AWS access key; null takes profile or chain.</summary>
    public Func<(string KeyId, string SecretKey)>? ReadAwsKeys { get; init; }

    /// <summary>The AWS region that is used where none is named.</summary>
    public string? AwsRegion { get; init; }

    /// <summary>Azure subscription, name or id.</summary>
    public string? Subscription { get; init; }

    /// <summary>Azure tenant, a GUID or a domain.</summary>
    public string? TenantId { get; init; }

    /// <summary>The Az session of the runspace; null where there is none.</summary>
    public AzSession? AzSession { get; init; }

    /// <summary>Whether the managed identity of the machine or job is meant, and nothing else.</summary>
    public bool ManagedIdentity { get; init; }

    /// <summary>The client id of a user-assigned managed identity; null is the system-assigned one.</summary>
    public string? ManagedIdentityClientId { get; init; }

    /// <summary>Whether an Azure sign-in is named, which is then signed in to at once.</summary>
    public bool NamesAzure => Subscription is not null || TenantId is not null || ManagedIdentity;

    /// <summary>Whether an AWS sign-in is named.</summary>
    public bool NamesAws => AwsProfile is not null || AwsRegion is not null || ReadAwsKeys is not null;

    /// <summary>The simulated clouds instead of the real ones.</summary>
    public bool Sandbox { get; init; }

    /// <summary>An existing sandbox to connect to; null makes the default world.</summary>
    public VpcSandbox? World { get; init; }

    /// <summary>A running sandbox server to connect to; null stays in process.</summary>
    public SandboxServerRef? Server { get; init; }

    /// <summary>The full path of a file that takes all that passes the wire; null keeps the last of it in memory.
    /// </summary>
    public string? Record { get; init; }

    /// <summary>The full path of a report or recording that answers in place of the platforms.</summary>
    public string? Replay { get; init; }

    /// <summary>PowerShell's version, for reports.</summary>
    public string? PowerShellVersion { get; init; }

    /// <summary>The Azure user of the sandbox; null is the admin.</summary>
    public string? SandboxUser { get; init; }

    /// <summary>The seed of a new sandbox.</summary>
    public int? Seed { get; init; }
}

/// <summary> A sandbox server: its first line of output, as an object, or the file that contains it. </summary>
/// <param name="Server">The server, where it was given as an object.</param>
/// <param name="File">Full path of the file, where it was given as text.</param>
internal sealed record SandboxServerRef(SandboxServer? Server, string? File)
{
    public override string ToString() => Server?.ToString() ?? File ?? "";
}
