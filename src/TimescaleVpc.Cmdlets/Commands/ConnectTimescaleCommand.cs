using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>Signs in to the platform, and to Azure when a pipeline first needs it.</summary>
[Cmdlet(VerbsCommunications.Connect, "Timescale", DefaultParameterSetName = ManagedService)]
[OutputType(typeof(TimescaleSession))]
public sealed class ConnectTimescaleCommand : StageCommand
{
    private const string ManagedService = "ManagedService";
    private const string SandboxSet = "Sandbox";

    /// <summary>
    /// The managed service's project. Without it: AIVEN_PROJECT, else the only project that the token can see.
    /// </summary>
    [Parameter]
    public string? Project { get; set; }

    /// <summary>
    /// The managed service's token, as SecureString or PSCredential (its password counts). Plain text is refused.
    /// Without it: AIVEN_TOKEN or AIVEN_AUTH_TOKEN.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [TokenTransformation]
    public object? Token { get; set; }

    /// <summary>
    /// The base address of the managed service's API. Without it: AIVEN_WEB_URL, else the public one.
    /// </summary>
    [Parameter(ParameterSetName = ManagedService)]
    public Uri? ApiUrl { get; set; }

    /// <summary>The Azure subscription that holds your VNets, by name or id.</summary>
    [Parameter]
    public string? Subscription { get; set; }

    /// <summary>Your Entra tenant, a GUID or a domain.</summary>
    [Parameter]
    public string? TenantId { get; set; }

    /// <summary>Connects to simulated clouds: nothing leaves this machine.</summary>
    [Parameter(ParameterSetName = SandboxSet, Mandatory = true)]
    public SwitchParameter Sandbox { get; set; }

    /// <summary>The Azure user of the sandbox; without it the admin.</summary>
    [Parameter(ParameterSetName = SandboxSet)]
    [Alias("AzureUser")]
    public string? SandboxUser { get; set; }

    /// <summary>The seed of a new sandbox: equal seeds give equal runs.</summary>
    [Parameter(ParameterSetName = SandboxSet)]
    public int? Seed { get; set; }

    /// <summary>The sandbox of another session, to connect to the same world.</summary>
    [Parameter(ParameterSetName = SandboxSet)]
    public VpcSandbox? World { get; set; }

    private protected override StageRequest Request
    {
        get
        {
            if (Token is RefusedToken) RefusedToken.HideLine(MyInvocation);
            return new ConnectRequest
            {
                SessionId = Runspace.NextId(),
                Project = Project,
                ReadToken = TokenTransformationAttribute.Reader(Token),
                ApiUrl = ApiUrl,
                Subscription = Subscription,
                TenantId = TenantId,
                Sandbox = Sandbox,
                SandboxUser = SandboxUser,
                Seed = Seed,
                World = World,
                AzSession = Sandbox || AzAccessToken.Find(this, Runspace) is not { } az ? null : az.GetAsync,
            };
        }
    }

    internal override void Emit(object value)
    {
        // Before it is written: what comes next in the pipeline may need it.
        Runspace.Add((TimescaleSession)value);
        base.Emit(value);
    }
}
