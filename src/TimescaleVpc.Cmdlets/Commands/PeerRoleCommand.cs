using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>What Grant- and Revoke-AzurePeerRole share.</summary>
public abstract class PeerRoleCommand : WaitingCommand
{
    /// <summary>The parameter set that names a VPC and a VNet.</summary>
    protected const string Pair = "Pair";

    private protected PeerRoleCommand() { }

    /// <summary>
    /// The VPC: an object, an id, a name or a cloud name. By property name only as VpcId or CloudName.
    /// </summary>
    [Parameter(ParameterSetName = Pair, Mandatory = true,
        ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("VpcId", "CloudName")]
    [VpcTransformation]
    [ArgumentCompleter(typeof(VpcCompleter))]
    public VpcIdentity? Vpc { get; set; }

    /// <summary>
    /// The VNet: an object of this module or of Az, an ARM id, or a name. By property name only as VNetId.
    /// </summary>
    [Parameter(ParameterSetName = Pair, Mandatory = true,
        ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("VNetId")]
    [VNetTransformation]
    [ArgumentCompleter(typeof(VNetCompleter))]
    public VNetIdentity? VNet { get; set; }

    /// <summary>The resource group of a VNet given by name.</summary>
    [Parameter(ParameterSetName = Pair)]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public string? ResourceGroupName { get; set; }

    /// <summary>
    /// The client id of an application that an identity team made. It is used, never changed or removed.
    /// </summary>
    [Parameter]
    public string? AppId { get; set; }

    /// <summary>A role definition (GUID, ARM id or name) for that application; without it one is made.</summary>
    [Parameter]
    public string? OwnRoleId { get; set; }

    /// <summary>A role definition (GUID, ARM id or name) for the platform; without it one is made.</summary>
    [Parameter]
    public string? PlatformRoleId { get; set; }

    /// <summary>The client id of the platform's application; without it the published one.</summary>
    [Parameter]
    public string? PlatformAppId { get; set; }

    /// <summary>Where the roles hold.</summary>
    [Parameter]
    [ValidateSet("VNet", "ResourceGroup", "Subscription")]
    public string Scope { get; set; } = "VNet";

    private protected PeerPair PairItem
    {
        get
        {
            var pair = new PeerPair(Vpc!.Value, VNet!.Value);
            if (pair.Vpc.Text is not null && ReferenceEquals(pair.Vpc.Text, pair.VNet.Text))
            {
                throw Ambiguity.OfText(pair.Vpc.Text, "VNet", "-VNet");
            }

            return pair;
        }
    }

    private protected T Fill<T>(T request) where T : PeerRoleRequest => request with
    {
        ResourceGroupName = ResourceGroupName,
        AppId = AppId,
        OwnRoleId = OwnRoleId,
        PlatformRoleId = PlatformRoleId,
        PlatformAppId = PlatformAppId,
        Scope = Scope,
    };
}
