namespace TimescaleVpc.Engine.Errors;

/// <summary>
/// Takes out of a text what looks like a credential. Platforms do not promise to keep what we sent out of their own
/// messages, and those are shown word for word.
/// </summary>
internal static partial class Redaction
{
    private const string Mask = "***";

    /// <summary>As many characters of a secret in a row are no coincidence.</summary>
    private const int Part = 10;

    /// <summary>A shorter word is not a secret but the name of a scheme.</summary>
    private const int Shortest = 8;

    public static string Clean(string text) => Scheme().Replace(Jwt().Replace(text, Mask), "$1 " + Mask);

    /// <summary>
    /// Takes known secrets out, as they are, in the forms that they travel in, and cut short: any part of
    /// <see cref="Part"/> characters is enough.
    /// </summary>
    public static string WithoutParts(string text, params string[] secrets)
    {
        var parts = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        // A token is long, a refusal is short, and it hardly ever holds a part: only what may stand in it is kept.
        var windows = new Dictionary<int, HashSet<int>>();
        var length = Part;
        foreach (var form in secrets.Where(secret => secret.Length >= Shortest).SelectMany(Forms))
        {
            // One that is shorter than a part counts as a whole.
            var width = Math.Min(Part, form.Length);
            length = Math.Min(length, width);
            if (!windows.TryGetValue(width, out var hashes)) windows[width] = hashes = Hashes(text, width);
            for (var start = 0; start + width <= form.Length; start++)
            {
                if (hashes.Contains(Hash(form, start, width))) parts.Add(form.Substring(start, width));
            }
        }

        if (parts.Count == 0) return text;
        var clean = new StringBuilder();
        var end = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (LongestAt(text, at, length, parts) is > 0 and var redactedCount)
            {
                if (at >= end) clean.Append(Mask);
                end = Math.Max(end, at + redactedCount);
            }

            if (at >= end) clean.Append(text[at]);
        }

        return clean.ToString();
    }

    private static HashSet<int> Hashes(string text, int width)
    {
        var hashes = new HashSet<int>(text.Length);
        for (var start = 0; start + width <= text.Length; start++) hashes.Add(Hash(text, start, width));
        return hashes;
    }

    private static int Hash(string text, int start, int width) =>
        string.GetHashCode(text.AsSpan(start, width), StringComparison.OrdinalIgnoreCase);

    private static int LongestAt(string text, int at, int shortestLength, HashSet<string> parts)
    {
        for (var length = Math.Min(Part, text.Length - at); length >= shortestLength; length--)
            if (parts.Contains(text.Substring(at, length))) return length;
        return 0;
    }

    private static IEnumerable<string> Forms(string secret)
    {
        yield return secret;
        yield return Uri.EscapeDataString(secret);
        var bytes = Encoding.UTF8.GetBytes(secret);
        yield return Convert.ToHexString(bytes);
        // The encoding depends on the position: there are three alignments, whose ends depend on the surrounding text.
        for (var before = 0; before < 3; before++)
        {
            var text = Convert.ToBase64String([.. new byte[before], .. bytes]).TrimEnd('=');
            yield return text[(before + 1)..^1];
        }
    }

    [GeneratedRegex(@"eyJ[\w-]{6,}\.[\w-]+(\.[\w-]*)?")]
    private static partial Regex Jwt();

    [GeneratedRegex(@"\b(bearer|basic|aivenv1)\s+[^\s'"",;]{6,}", RegexOptions.IgnoreCase)]
    private static partial Regex Scheme();
}
