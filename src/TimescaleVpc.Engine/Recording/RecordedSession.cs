using System.Text.Json.Serialization;
using TimescaleVpc.Engine.Platforms;

namespace TimescaleVpc.Engine.Recording;

/// <summary>
/// The settings of a session that decide what it asks, without any secret: taken from the session, put in order for a
/// report, and turned into a session again for a replay.
/// </summary>
internal sealed record RecordedSession
{
    /// <summary>The platforms that it signs in to.</summary>
    public IReadOnlyList<string> Platforms { get; init; } = [];

    /// <summary>The managed service's project.</summary>
    public string? Project { get; init; }

    /// <summary>The managed service's address.</summary>
    public string? ApiUrl { get; init; }

    /// <summary>Timescale Cloud's project.</summary>
    public string? CloudProject { get; init; }

    /// <summary>Timescale Cloud's address.</summary>
    [JsonPropertyName("cloudUrl")]
    public string? TigerUrl { get; init; }

    /// <summary>The subscription that was named; null if none was.</summary>
    public string? Subscription { get; init; }

    /// <summary>The tenant that was named, or found.</summary>
    public string? TenantId { get; init; }

    /// <summary>Whether Azure was signed in to when the session was opened.</summary>
    public bool AzureAtOnce { get; init; }

    /// <summary>The source of the Azure sign-in; null if there was none.</summary>
    public string? AzureSignIn { get; init; }

    /// <summary>The user of a sandbox.</summary>
    public string? SandboxUser { get; init; }

    /// <summary>Whether AWS was signed in to when the session was opened.</summary>
    public bool AwsAtOnce { get; init; }

    public string? AwsProfile { get; init; }

    public string? AwsRegion { get; init; }

    public string? AwsAccountId { get; init; }

    /// <summary>The source of the AWS sign-in; null if there was none.</summary>
    public string? AwsSignIn { get; init; }

    public bool RequireKnownRequester { get; init; }

    /// <summary>Whether its clouds were simulated.</summary>
    public bool Sandbox { get; init; }

    /// <summary>The settings of a session.</summary>
    /// <param name="request">How it was asked for.</param>
    /// <param name="session">What it has learned of itself; null at its beginning.</param>
    /// <param name="isSandbox">Whether its clouds are simulated.</param>
    public static RecordedSession Of(ConnectRequest request, TimescaleSession? session, bool isSandbox)
    {
        var platforms = session?.Platforms ?? PlatformNames.Of(request, isSandbox);
        var isManaged = platforms.Contains(PlatformNames.ManagedService);
        var url = session?.ApiUrl ?? request.ApiUrl?.ToString();
        return new()
        {
            Platforms = platforms, Project = session is null ? request.Project : session.Project,
            ApiUrl = isManaged ? url : null, CloudProject = session?.CloudProject, TigerUrl = isManaged ? null : url,
            Subscription = request.Subscription ?? request.AzSession?.SubscriptionId,
            TenantId = request.TenantId ?? request.AzSession?.TenantId ?? session?.TenantId,
            AzureAtOnce = request.NamesAzure, AzureSignIn = session?.AzureSignIn, SandboxUser = request.SandboxUser,
            AwsAtOnce = request.NamesAws, AwsProfile = request.AwsProfile,
            AwsRegion = session?.AwsRegion ?? request.AwsRegion, AwsAccountId = session?.AwsAccountId,
            AwsSignIn = session?.AwsSignIn, RequireKnownRequester = request.RequireKnownRequester,
            Sandbox = isSandbox,
        };
    }

    /// <summary>The same with what a map makes of its names, addresses and texts.</summary>
    public RecordedSession With(ILeafMap map)
    {
        return this with
        {
            Project = Of(Keeping.Name, Project), CloudProject = Of(Keeping.Name, CloudProject),
            ApiUrl = Of(Keeping.Link, ApiUrl), TigerUrl = Of(Keeping.Link, TigerUrl),
            Subscription = Of(Keeping.Name, Subscription), TenantId = Of(Keeping.Name, TenantId),
            SandboxUser = Of(Keeping.Name, SandboxUser), AwsProfile = Of(Keeping.Name, AwsProfile),
            AwsAccountId = Of(Keeping.Name, AwsAccountId), AzureSignIn = Of(Keeping.Text, AzureSignIn),
            AwsSignIn = Of(Keeping.Text, AwsSignIn),
        };

        string? Of(Keeping keeping, string? text) => text is null ? null : map.Of("", keeping, text);
    }

    /// <summary>Sign-ins that a replay takes in place of the recorded ones.</summary>
    public SandboxSignIn StandInSignIn() => new(
        Project ?? "", "replay-token", TenantId ?? Guid.Empty.ToString(),
        [KeyValuePair.Create(SandboxUser ?? "replay", "replay-password")])
    {
        CloudProject = CloudProject ?? "", CloudPublicKey = "replay", CloudSecretKey = "replay-secret",
        AwsCredentials =
        [
            new(AwsProfile ?? "replay", "AKIA0000000000REPLAY", "replay-secret", AwsAccountId ?? "",
                AwsRegion ?? "us-east-1"),
        ],
    };

    /// <summary>The request that opens the session as it was opened then, unless something else is asked.</summary>
    public ConnectRequest Again(ConnectRequest request, VpcSandbox world) => request with
    {
        Replay = null, Sandbox = true, World = world, Project = request.Project ?? Project,
        Subscription = request.Subscription ?? (AzureAtOnce ? Subscription : null),
        TenantId = request.TenantId ?? (AzureAtOnce ? TenantId : null),
        // The settings of an Az session count when Azure is first needed.
        AzSession = AzureAtOnce ? null
            : new AzSession(null, TenantId, Subscription, (_, _, _) => throw new NotSupportedException()),
        AwsProfile = request.AwsProfile ?? AwsProfile,
        AwsRegion = request.AwsRegion ?? (AwsAtOnce ? AwsRegion : null),
        RequireKnownRequester = request.RequireKnownRequester || RequireKnownRequester,
    };
}
