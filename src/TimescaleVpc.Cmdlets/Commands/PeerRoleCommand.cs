using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>The base of Grant- and Revoke-AzurePeerRole.</summary>
public abstract class PeerRoleCommand : WaitingCommand
{
    /// <summary>The parameter set that names a VPC and a VNet.</summary>
    protected const string Pair = "Pair";

    private protected PeerRoleCommand() { }

    /// <summary>
    /// The VPC: an object, an id, a name or a cloud name. Of rows the columns VpcId, VpcName and CloudName count.
    /// </summary>
    [Parameter(ParameterSetName = Pair, Mandatory = true, ValueFromPipeline = true)]
    [Alias("VpcId", "CloudName")]
    [VpcTransformation(OfLivePeerings = false)]
    [ArgumentCompleter(typeof(VpcCompleter))]
    public VpcIdentity? Vpc { get; set; }

    /// <summary>
    /// The VNet: an object of this module or of Az, an ARM id, or a name. Of rows VNetId, VNet and VNetName count.
    /// </summary>
    [Parameter(ParameterSetName = Pair, Mandatory = true, ValueFromPipeline = true)]
    [Alias("VNetId", "VNetName")]
    [VNetTransformation(OfLivePeerings = false)]
    [ArgumentCompleter(typeof(VNetCompleter))]
    public VNetIdentity? VNet { get; set; }

    /// <summary>The resource group of a VNet given by name.</summary>
    [Parameter(ParameterSetName = Pair)]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    [Trimmed]
    public string? ResourceGroupName { get; set; }

    /// <summary>The subscription, by id, of a VNet given by name; without it the sign-in's own.</summary>
    [Parameter(ParameterSetName = Pair)]
    [Trimmed]
    public string? SubscriptionId { get; set; }

    /// <summary>
    /// The client id of an application that an identity team made. It is used, never changed or removed.
    /// </summary>
    [Parameter]
    [Trimmed]
    public string? AppId { get; set; }

    /// <summary>A role definition (GUID, ARM id or name) for that application; without it one is made.</summary>
    [Parameter]
    [Trimmed]
    public string? OwnRoleId { get; set; }

    /// <summary>A role definition (GUID, ARM id or name) for the platform; without it one is made.</summary>
    [Parameter]
    [Trimmed]
    public string? PlatformRoleId { get; set; }

    /// <summary>The client id of the platform's application; without it the published one.</summary>
    [Parameter]
    [Trimmed]
    public string? PlatformAppId { get; set; }

    /// <summary>The scope of the roles.</summary>
    [Parameter]
    [ValidateSet("VNet", "ResourceGroup", "Subscription")]
    [Trimmed]
    public string Scope { get; set; } = "VNet";

    private protected PeerPair PairItem
    {
        get
        {
            if (Naming.IsSameText(Vpc, VNet)) throw Ambiguity.OfText($"{Vpc}", "VNet", "-VNet");
            return new PeerPair(
                Naming.Vpc(Vpc!, VNet), Naming.VNet(VNet!, Vpc, ResourceGroupName, SubscriptionId));
        }
    }
}
