using System.Text;

namespace TimescaleVpc.Tests.Reliability.Secrets;

/// <summary>
/// Looks for secrets in a text: in each form that one may travel in, and any part of twelve characters of it.
/// </summary>
internal sealed class Canary
{
    private const int Part = 12;

    /// <summary>Public names; the password of a service in the sandbox begins with its name.</summary>
    private static readonly string[] Public =
        ["sbx-mst-metrics-demo-mst", "sbx-mst-archive-demo-mst", "postgres://tsdbadmin:", "sandbox-public"];

    /// <summary>By their hashes, so that a text of millions of characters needs no string for each of them.</summary>
    private readonly Dictionary<ulong, (string Text, string What)> parts = [];

    public Canary(IReadOnlyDictionary<string, string> secrets)
    {
        var knownNames = Public.SelectMany(Parts).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (secret, what) in secrets)
        {
            foreach (var form in Forms(secret))
            {
                FormCount++;
                foreach (var part in Parts(form).Where(part => !knownNames.Contains(part)))
                    parts.TryAdd(Hash(part), (part, what));
            }
        }

        Secrets = secrets.Count;
    }

    public int Secrets { get; }

    public int FormCount { get; private set; }

    /// <summary>What the first secret in the text is, and where; null if there is none.</summary>
    public string? Find(string text)
    {
        for (var at = 0; at + Part <= text.Length; at++)
        {
            var here = text.AsSpan(at, Part);
            if (parts.TryGetValue(Hash(here), out var part)
                && here.Equals(part.Text, StringComparison.OrdinalIgnoreCase))
                return $"{part.What} in '{text[Math.Max(0, at - 80)..Math.Min(text.Length, at + 40)]}'";
        }

        return null;
    }

    /// <summary>Of the letters without their case.</summary>
    private static ulong Hash(ReadOnlySpan<char> text)
    {
        var hash = 14695981039346656037;
        foreach (var letter in text) hash = (hash ^ (uint)(letter | 0x20)) * 1099511628211;
        return hash;
    }

    private static IEnumerable<string> Parts(string form)
    {
        for (var at = 0; at + Part <= form.Length; at++) yield return form.Substring(at, Part);
    }

    /// <summary>
    /// As it is, reversed, for URLs and JSON, in hexadecimal digits, and in base64 wherever it stands.
    /// </summary>
    private static IEnumerable<string> Forms(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        yield return secret;
        yield return string.Concat(secret.Reverse());
        yield return Uri.EscapeDataString(secret);
        yield return System.Text.Json.JsonSerializer.Serialize(secret).Trim('"');
        yield return Convert.ToHexString(bytes);
        for (var before = 0; before < 3; before++)
            yield return Convert.ToBase64String([.. new byte[before], .. bytes]).TrimEnd('=')[(before + 1)..^1];
    }
}
