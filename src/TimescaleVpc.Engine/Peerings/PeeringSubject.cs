namespace TimescaleVpc.Engine.Peerings;

/// <summary>A peering as errors and findings name it, with the commands that mean it.</summary>
/// <param name="Name">The peering in one line.</param>
/// <param name="Peering">The peering; null for what belongs to none.</param>
/// <param name="Pipeline">The pipeline that makes it; null for what belongs to none.</param>
internal sealed record PeeringSubject(
    string Name, VpcPeering? Peering = null, PeeringPipeline? Pipeline = null) : IFormattable
{
    /// <summary>The command that finds it.</summary>
    private const string Get = "get";

    /// <summary>The pipeline that makes it, or goes on from where it stopped: doing it again changes nothing.</summary>
    private const string Make = "make";

    /// <summary>The parameters that name it.</summary>
    private const string Names = "names";

    /// <summary>A peering with a VNet that is not known here: its commands have places for the names.</summary>
    public static PeeringSubject AnyVNet { get; } = new("the peering", Pipeline: new(
        "-Vpc VPC -VNet VNET", "Grant-AzurePeerRole -Vpc VPC -VNet VNET | Add-VpcPeering", Grant: null, Networks: ""));

    public static PeeringSubject Of(ICustomerSide side, VpcPeering peering) =>
        new(side.Name(peering), peering, side.Pipeline(peering));

    /// <summary>The command that finds it.</summary>
    public string FindCommand => $"Get-VpcPeering {Pipeline?.Names}";

    public string ToString(string? format, IFormatProvider? formatProvider) => format switch
    {
        Get => FindCommand,
        Make => $"{Pipeline?.Beginning} | Approve-VpcPeering | Wait-VpcPeering",
        Names => Pipeline?.Names ?? "",
        _ => Name,
    };

    public override string ToString() => Name;
}
