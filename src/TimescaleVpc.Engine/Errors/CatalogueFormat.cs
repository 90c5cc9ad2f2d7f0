namespace TimescaleVpc.Engine.Errors;

/// <summary>
/// Formats the values of the catalogues. <c>{0:arg}</c> is a value within a command: a copied line contains that value
/// and nothing else, whatever its characters, several of them as a list, and <c>{0:id}</c> the id of a VPC there.
/// <c>{0:scope}</c> is an id of Azure, shown by its type and name, and <c>{0:full}</c> as it is; in any other value ids
/// of Azure are shown by their names.
/// </summary>
internal sealed class CatalogueFormat : IFormatProvider, ICustomFormatter
{
    private const string Argument = "arg", Full = "full", Id = "id", Scope = "scope";

    private static readonly CatalogueFormat Instance = new();

    private CatalogueFormat() { }

    public static string Fill(string text, params object?[] values) =>
        Redaction.Clean(string.Format(Instance, text, values));

    public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : null;

    public string Format(string? format, object? arg, IFormatProvider? formatProvider) => format switch
    {
        Argument when arg is IEnumerable<string> list => string.Join(',', list.Select(PowerShellLiteral.Argument)),
        Argument => PowerShellLiteral.Argument(ILabelled.Of(arg)),
        Id => PowerShellLiteral.Argument(arg is Vpc vpc ? vpc.VpcId : ILabelled.Of(arg)),
        Full => $"{arg}",
        Scope => ArmWords.Label($"{arg}"),
        _ => (arg as IFormattable)?.ToString(format, CultureInfo.InvariantCulture) ?? ArmWords.InNames($"{arg}"),
    };
}
