using System.Globalization;
using System.Text.RegularExpressions;

namespace TimescaleVpc.Tests.Display;

/// <summary>Characters that steer a terminal, break a line, turn its direction or cannot be seen.</summary>
internal static partial class HostileText
{
    /// <summary>One of each kind: controls, line breaks, bidi controls, joiners, fillers, tags, half a pair.</summary>
    public static readonly string[] Characters =
    [
        "\0", "\a", "\b", "\t", "\n", "\v", "\r", "\u001b", "\u007f", "\u0080", "\u0085", "\u009b", "\u00ad", "\u034f",
        "\u061c", "\u115f", "\u17b4", "\u180e", "\u200b", "\u200d", "\u200e", "\u200f", "\u2028", "\u2029", "\u202a",
        "\u202e", "\u2060", "\u2066", "\u2069", "\u206f", "\u3164", "\ufe0f", "\ufeff", "\uffa0", "\ufff9", "\ufffe",
        "\U000e0001", "\U000e0041", "\U0001d173", "\ud800", "\udc00",
    ];

    /// <summary>A name that has all of them.</summary>
    public static readonly string Name = "prod" + string.Concat(Characters) + "'\u2019\"\u201d$(1)`#>";

    /// <summary>Looks independently of the code that makes text visible.</summary>
    public static bool IsIn(string text) =>
        Characters.Any(one => !char.IsSurrogate(one[^1]) || one.Length > 1
            ? text.Contains(one, StringComparison.Ordinal) : Half().IsMatch(text))
        || text.Any(one => char.GetUnicodeCategory(one) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    [GeneratedRegex(@"[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]")]
    private static partial Regex Half();
}
