namespace TimescaleVpc.Tests.House;

/// <summary>
/// Stands for the peering of an error or a finding, as docs/troubleshooting.md and docs/diagnosis.md explain.
/// </summary>
internal sealed class AnyPeering : IFormattable
{
    /// <summary>What stands for a command of the peering; null where the format is of no command.</summary>
    public static string? Command(string format) => format switch
    {
        "get" => "Get-VpcPeering PEERING",
        "make" => "PIPELINE",
        "names" => "PEERING",
        _ => null,
    };

    public string ToString(string? format, IFormatProvider? formatProvider) => Command(format ?? "") ?? "{peering}";
}
