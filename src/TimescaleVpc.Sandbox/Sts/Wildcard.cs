using System.Text.RegularExpressions;

namespace TimescaleVpc.Sandbox.Sts;

/// <summary>The patterns of policies and filters: <c>*</c> and <c>?</c>.</summary>
internal static class Wildcard
{
    public static bool Matches(string pattern, string text, bool ignoreCase = false)
    {
        if (pattern == "*") return true;
        if (pattern.AsSpan().IndexOfAny('*', '?') < 0)
            return ignoreCase ? Same(text, pattern) : text == pattern;
        var options = RegexOptions.CultureInvariant | RegexOptions.Singleline |
            (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None);
        var regex = Regex.Escape(pattern).Replace(@"\*", ".*").Replace(@"\?", ".");
        return Regex.IsMatch(text, $"^{regex}$", options);
    }
}
