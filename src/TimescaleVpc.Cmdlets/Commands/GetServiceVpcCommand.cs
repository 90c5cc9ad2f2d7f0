using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>Shows where database services are attached, and how they are reached.</summary>
[Cmdlet(VerbsCommon.Get, "ServiceVpc", DefaultParameterSetName = "Vpc")]
[OutputType(typeof(ServiceVpc))]
public sealed class GetServiceVpcCommand : ReadingCommand
{
    /// <summary>The names of the services; without it all.</summary>
    [Parameter(ParameterSetName = "Vpc", Position = 0)]
    [Parameter(ParameterSetName = "Peering", Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ServiceCompleter))]
    [Trimmed]
    public string[] Service { get; set; } = [];

    /// <summary>Only services in this VPC: an object, an id, a name or a cloud name.</summary>
    [Parameter(ParameterSetName = "Vpc", ValueFromPipeline = true)]
    [ValidateNotNull]
    [VpcTransformation(OfServices = false)]
    [ArgumentCompleter(typeof(VpcCompleter))]
    public VpcIdentity? Vpc { get; set; }

    /// <summary>Only services in the VPC of this peering.</summary>
    [Parameter(ParameterSetName = "Peering", Mandatory = true, ValueFromPipeline = true)]
    public VpcPeering? Peering { get; set; }

    /// <summary>The service itself, as Get-, Set- or Test-ServiceVpc wrote it, or a row that names it.</summary>
    [Parameter(ParameterSetName = "InputObject", Mandatory = true, ValueFromPipeline = true)]
    [ServiceTransformation]
    public ServiceVpc? InputObject { get; set; }

    private protected override StageRequest Request => Ask(new GetServiceRequest());

    private protected override IEnumerable<object?> Items => [(object?)InputObject ?? (object?)Peering ?? Vpc?.Value];
}
