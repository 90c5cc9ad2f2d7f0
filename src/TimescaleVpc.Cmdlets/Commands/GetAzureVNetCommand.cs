using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>Finds virtual networks in your Azure subscription, with all their address ranges and peerings.</summary>
[Cmdlet(VerbsCommon.Get, "AzureVNet", DefaultParameterSetName = "Name")]
[OutputType(typeof(AzureVNet))]
public sealed class GetAzureVNetCommand : ConnectedCommand
{
    /// <summary>The VNet's name.</summary>
    [Parameter(ParameterSetName = "Name", Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(VNetNameCompleter))]
    public string? Name { get; set; }

    /// <summary>The resource group.</summary>
    [Parameter(ParameterSetName = "Name", Position = 1)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public string? ResourceGroupName { get; set; }

    /// <summary>The VNet's ARM id.</summary>
    [Parameter(ParameterSetName = "Id", Mandatory = true)]
    [Alias("ResourceId")]
    [ArgumentCompleter(typeof(VNetIdCompleter))]
    public string? VNetId { get; set; }

    private protected override StageRequest StageRequest =>
        new GetVNetRequest { Name = Name, ResourceGroupName = ResourceGroupName, VNetId = VNetId };
}
