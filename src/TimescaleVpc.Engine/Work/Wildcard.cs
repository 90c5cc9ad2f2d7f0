using TimescaleVpc.Engine.Errors;

namespace TimescaleVpc.Engine.Work;

/// <summary>PowerShell's wildcards in filters: <c>*</c>, <c>?</c> and <c>[set]</c>, ignoring case.</summary>
internal static class Wildcard
{
    public static bool Has(string text) => text.AsSpan().IndexOfAny('*', '?', '[') >= 0;

    public static bool Matches(string pattern, string text)
    {
        if (!Has(pattern)) return Same(pattern, text);

        var regex = new StringBuilder(@"\A");
        for (var at = 0; at < pattern.Length; at++)
        {
            var close = pattern[at] == '[' ? pattern.IndexOf(']', at + 1) : -1;
            if (close > at + 1)
            {
                regex.Append('[').Append(Regex.Escape(pattern[(at + 1)..close]).Replace(@"\-", "-")).Append(']');
                at = close;
            }
            else
            {
                regex.Append(pattern[at] switch { '*' => ".*", '?' => ".",
                    var other => Regex.Escape(other.ToString()) });
            }
        }

        try
        {
            // Without backtracking no pattern takes long.
            return Regex.IsMatch(
                text, regex.Append(@"\z").ToString(),
                RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.NonBacktracking);
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            throw Catalogue.InvalidInput.For(
                pattern, pattern, "a name with wildcards",
                "Correct the pattern: in [a-z] the first letter comes before the second one, and a bracket of its own "
                + "is written [[].");
        }
    }
}
