namespace TimescaleVpc;

/// <summary>
/// The sign-ins that a pipeline needs. It holds no secret that a script could read, and belongs to the runspace that
/// opened it.
/// </summary>
public sealed class TimescaleSession : ISessionBound, ILabelled
{
    internal TimescaleSession() { }

    /// <summary>The session's number within its runspace.</summary>
    public int Id { get; internal init; }

    /// <summary>The platforms that are signed in to: <c>ManagedService</c>, <c>TimescaleCloud</c>.</summary>
    public string[] Platforms { get; internal init; } = [];

    /// <summary>The managed service's project.</summary>
    public string? Project { get; internal init; }

    /// <summary>Timescale Cloud's project.</summary>
    public string? CloudProject { get; internal init; }

    /// <summary>
    /// The plan of Timescale Cloud's project, for example <c>SCALE</c>; null if the platform does not say.
    /// </summary>
    public string? CloudPlan { get; internal init; }

    /// <summary>The AWS account; null until AWS is signed in to.</summary>
    public string? AwsAccountId { get; internal set; }

    /// <summary>The AWS region that is used where none is named; null until AWS is signed in to.</summary>
    public string? AwsRegion { get; internal set; }

    /// <summary>The source of the AWS sign-in.</summary>
    public string? AwsSignIn { get; internal set; }

    /// <summary>
    /// True if requests on AWS are accepted only where something names the account that they must come from.
    /// </summary>
    public bool RequireKnownRequester { get; internal init; }

    /// <summary>The base address of the managed service's API.</summary>
    public string? ApiUrl { get; internal init; }

    /// <summary>The Azure tenant; null until Azure is signed in to.</summary>
    public string? TenantId { get; internal set; }

    /// <summary>The id of the Azure subscription; null until Azure is signed in to.</summary>
    public string? SubscriptionId { get; internal set; }

    /// <summary>The name of the Azure subscription.</summary>
    public string? SubscriptionName { get; internal set; }

    /// <summary>The source of the Azure sign-in, for example <c>Azure CLI</c> or <c>Managed identity</c>.</summary>
    public string? AzureSignIn { get; internal set; }

    /// <summary>The simulated clouds behind this session; null for a real one.</summary>
    public VpcSandbox? Sandbox { get; internal init; }

    /// <summary>True once Disconnect-Timescale closed the session.</summary>
    public bool IsClosed { get; internal set; }

    /// <summary>The engine's clients and tokens. Internal, so that no view, JSON or Clixml ever reaches them.</summary>
    internal object? State { get; init; }

    TimescaleSession? ISessionBound.Session => this;

    /// <summary>Number and project.</summary>
    public override string ToString() => DisplayText.Of(this);

    string ILabelled.Label =>
        $"Session {Id}: {Project ?? CloudProject ?? "no project"}{(Sandbox is null ? "" : $" ({Sandbox.Word})")}";
}
