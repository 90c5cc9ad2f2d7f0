using System.Collections;

namespace TimescaleVpc.Engine.Runbooks;

/// <summary>Values as PowerShell source.</summary>
internal static class PowerShellText
{
    /// <summary>Null for what has no such form: it may be a secret, or would not be the same again.</summary>
    public static string? Literal(object? value) => value switch
    {
        null => "$null",
        string text => PowerShellLiteral.Of(text),
        Uri or Guid => PowerShellLiteral.Of(value.ToString()!),
        bool truth => truth ? "$true" : "$false",
        sbyte or byte or short or ushort or int or uint or long or ulong =>
            ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        IDictionary pairs => Join(
            pairs.Keys.Cast<object>().Select(key => ((string?)PowerShellLiteral.Of($"{key}"), Literal(pairs[key]))),
            "@{ ", "; ", " }"),
        IEnumerable list => Join(list.Cast<object?>().Select(item => ((string?)null, Literal(item))), "@(", ", ", ")"),
        _ => null,
    };

    private static string? Join(
        IEnumerable<(string? Key, string? Literal)> items, string opening, string separator, string close)
    {
        var all = items.ToArray();
        return Array.Exists(all, item => item.Literal is null) ? null
            : opening + string.Join(separator, all.Select(item => item.Key is null ? item.Literal
                : $"{item.Key} = {item.Literal}")) + close;
    }
}
