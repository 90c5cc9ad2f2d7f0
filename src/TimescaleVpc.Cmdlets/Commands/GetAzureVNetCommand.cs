using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>Finds virtual networks in your Azure subscription, with all their address ranges and peerings.</summary>
[Cmdlet(VerbsCommon.Get, "AzureVNet", DefaultParameterSetName = "Name")]
[OutputType(typeof(AzureVNet))]
public sealed class GetAzureVNetCommand : ReadingCommand
{
    /// <summary>The VNet's name.</summary>
    [Parameter(ParameterSetName = "Name", Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(VNetNameCompleter))]
    [Trimmed]
    public string? Name { get; set; }

    /// <summary>The resource group.</summary>
    [Parameter(ParameterSetName = "Name", Position = 1)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    [Trimmed]
    public string? ResourceGroupName { get; set; }

    /// <summary>The VNet's ARM id.</summary>
    [Parameter(ParameterSetName = "Id", Mandatory = true)]
    [Alias("ResourceId")]
    [ArgumentCompleter(typeof(VNetIdCompleter))]
    [Trimmed]
    public string? VNetId { get; set; }

    /// <summary>The subscription, by id; without it the sign-in's own.</summary>
    [Parameter(ParameterSetName = "Name")]
    [Trimmed]
    public string? SubscriptionId { get; set; }

    /// <summary>A VNet: an object, a peering, a grant, a row, an ARM id or a name.</summary>
    [Parameter(ParameterSetName = "VNet", Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    [VNetTransformation]
    [ArgumentCompleter(typeof(VNetCompleter))]
    public VNetIdentity? VNet { get; set; }

    private protected override StageRequest Request => Ask(new GetVNetRequest());

    private protected override IEnumerable<object?> Items => [VNet?.Value];
}
