namespace TimescaleVpc.Engine.Recording;

/// <summary>The settings of a session that decide what it asks, without any secret.</summary>
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
    public string? CloudUrl { get; init; }

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
}
