using System.Text.RegularExpressions;

namespace TimescaleVpc.Engine.Errors;

/// <summary>
/// Takes out of a text what looks like a credential. Platforms do not promise to keep what we sent out of their own
/// messages, and those are shown word for word.
/// </summary>
internal static partial class Redaction
{
    private const string Mask = "***";

    public static string Clean(string text) => Scheme().Replace(Jwt().Replace(text, Mask), "$1 " + Mask);

    /// <summary>Takes one known secret out, as it is and in the forms that it travels in.</summary>
    public static string Without(this string text, Secret secret)
    {
        var value = secret.Reveal();
        if (value.Length < 4) return text;
        foreach (var form in new[] { value, Uri.EscapeDataString(value),
            Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(value)) })
            text = text.Replace(form, Mask, StringComparison.OrdinalIgnoreCase);
        return text;
    }

    [GeneratedRegex(@"eyJ[\w-]{6,}\.[\w-]+(\.[\w-]*)?")]
    private static partial Regex Jwt();

    [GeneratedRegex(@"\b(bearer|basic|aivenv1)\s+[^\s'"",;]{6,}", RegexOptions.IgnoreCase)]
    private static partial Regex Scheme();
}
