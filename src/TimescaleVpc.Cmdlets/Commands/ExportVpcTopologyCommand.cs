using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>
/// Draws the network: VPCs with their services, peerings with both halves, your networks and those one hop further, and
/// the findings of Test-VpcPeering.
/// </summary>
[Cmdlet(VerbsData.Export, "VpcTopology", DefaultParameterSetName = "Vpc", SupportsShouldProcess = true)]
[OutputType(typeof(string), typeof(VpcDocument))]
public sealed class ExportVpcTopologyCommand : ConnectedCommand
{
    /// <summary>The file to write; without it the text comes out.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>The VPC to draw: an object, an id, a name or a cloud name; without it all of the session's.</summary>
    [Parameter(ParameterSetName = "Vpc", ValueFromPipeline = true)]
    [ValidateNotNull]
    [VpcTransformation(OfPeerings = false)]
    [ArgumentCompleter(typeof(VpcCompleter))]
    public VpcIdentity? Vpc { get; set; }

    /// <summary>A peering whose VPC is drawn; one that a cmdlet wrote under -WhatIf is drawn as planned.</summary>
    [Parameter(ParameterSetName = "Peering", Mandatory = true, ValueFromPipeline = true)]
    [PeeringTransformation]
    public VpcPeering? Peering { get; set; }

    /// <summary>The form; without it that of the file's name, and without a file a tree of text.</summary>
    [Parameter]
    [ValidateSet("Svg", "Html", "Mermaid", "Json", "Text")]
    [Trimmed]
    public string? As { get; set; }

    /// <summary>Overwrites a file that is there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override StageRequest Request => Ask(new ExportTopologyRequest()) with
    {
        Path = Path is null ? null : SessionState.Path.GetUnresolvedProviderPathFromPSPath(Path),
    };

    private protected override IEnumerable<object?> Items =>
        [Peering is not null ? Naming.Peering(Peering) : Vpc is null ? null : Naming.Vpc(Vpc)];
}
