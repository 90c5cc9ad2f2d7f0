namespace TimescaleVpc.Engine.Topology;

/// <summary>Names in the order in which people count: net-2 before net-10.</summary>
internal static partial class NaturalOrder
{
    /// <summary>No number in a name has more digits.</summary>
    private const int MostDigits = 80;

    /// <summary>What to sort by, ignoring case.</summary>
    public static string Key(string? name) =>
        Number().Replace(name ?? "", number => number.Value.TrimStart('0').PadLeft(MostDigits, '0'));

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();
}
