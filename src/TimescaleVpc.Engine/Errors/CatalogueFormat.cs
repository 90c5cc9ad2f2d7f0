using System.Globalization;

namespace TimescaleVpc.Engine.Errors;

/// <summary>
/// Formats the values of the catalogues. <c>{0:arg}</c> is a value within a command: a copied line contains that value
/// and nothing else, whatever its characters. <c>{0:scope}</c> is an id of Azure, shown by its name.
/// </summary>
internal sealed class CatalogueFormat : IFormatProvider, ICustomFormatter
{
    private const string Argument = "arg", Scope = "scope";

    private static readonly CatalogueFormat Instance = new();

    private CatalogueFormat() { }

    public static string Fill(string text, params object?[] values) =>
        Redaction.Clean(string.Format(Instance, text, values));

    public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : null;

    public string Format(string? format, object? arg, IFormatProvider? formatProvider) => format switch
    {
        Argument => PowerShellLiteral.Argument(ILabelled.Of(arg)),
        Scope => ArmWords.Label($"{arg}"),
        _ => (arg as IFormattable)?.ToString(format, CultureInfo.InvariantCulture) ?? $"{arg}",
    };
}
