using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>Finds peerings, and shows both halves of each.</summary>
[Cmdlet(VerbsCommon.Get, "VpcPeering", DefaultParameterSetName = Azure)]
[OutputType(typeof(VpcPeering))]
public sealed class GetVpcPeeringCommand : PeeringQueryCommand
{
    /// <summary>The platform's word for the state, for example <c>ACTIVE</c>.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(PeeringStateCompleter))]
    [Trimmed]
    public string? State { get; set; }

    private protected override StageRequest Request => Ask(new GetPeeringRequest());

    // By its names: the state in a record may be outdated.
    private protected override object? Known(VpcPeering peering) =>
        Naming.Peering(peering) is PeeringRef reference ? reference : new PeeringRef(
            null, new VpcRef(Text: peering.VpcId) { Session = peering.Session },
            new NetworkRef(Text: peering.NetworkId));
}
