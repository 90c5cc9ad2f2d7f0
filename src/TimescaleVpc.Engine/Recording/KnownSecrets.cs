using System.Text.Encodings.Web;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Recording;

/// <summary>
/// The secrets that a session has sent or got. They are left out by the name of their member; should a platform repeat
/// one elsewhere, in a message or as a name, it is found by what it is.
/// </summary>
internal sealed partial class KnownSecrets
{
    /// <summary>What is shorter may be a word of any text.</summary>
    private const int Shortest = 8;

    private readonly ConcurrentDictionary<string, bool> secrets = new(StringComparer.Ordinal);
    private readonly object sync = new();
    private volatile FormList forms = new([]);

    public void Learn(string? secret)
    {
        if (secret is not { Length: >= Shortest } || secret.StartsWith(AllowList.LeftOut, StringComparison.Ordinal))
            return;
        if (!secrets.TryAdd(secret, true)) return;
        var newForms = Forms(secret).Distinct().Where(form => form.Length >= Shortest).ToArray();
        lock (sync) forms = new([.. forms.All, .. newForms]);
    }

    /// <summary>Learns what a request is signed or signed in with.</summary>
    public void Learn(HttpRequestMessage request, string body)
    {
        foreach (var secret in SecretEchoFilter.SecretsOf(request, body))
        {
            Learn(secret);
            // Of a key pair, each is one.
            if (secret.IndexOf(':', StringComparison.Ordinal) is > 0 and var at) Learn(secret[(at + 1)..]);
        }
    }

    /// <summary>Learns a member's value, if its name says that it is a secret.</summary>
    public void LearnMember(string name, string value)
    {
        if (!SecretName().IsMatch(name)) return;
        Learn(value);
        if (UserInfo().Match(value) is { Success: true } login) Learn(Uri.UnescapeDataString(login.Groups[1].Value));
    }

    /// <summary>The text without any of them, and without what looks like one.</summary>
    public string Clean(string text)
    {
        if (text.Length < Shortest) return text;
        var list = forms;
        if (list.IsClean(text)) return text;
        var result = Clean(text, list.All);
        if (result == text) list.Keep(text);
        return result;
    }

    private static string Clean(string text, string[] forms)
    {
        foreach (var form in forms)
        {
            if (form.Length <= text.Length)
                text = text.Replace(form, AllowList.LeftOut, StringComparison.OrdinalIgnoreCase);
        }

        text = UserInfo().Replace(Redaction.Clean(text), $"://{AllowList.LeftOut}@");
        return Pair().Replace(Shape().Replace(text, AllowList.LeftOut), "$1" + AllowList.LeftOut);
    }

    private static IEnumerable<string> Forms(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        yield return secret;
        yield return Uri.EscapeDataString(secret);
        yield return JavaScriptEncoder.Default.Encode(secret);
        yield return Convert.ToHexString(bytes);
        for (var before = 0; before < 3; before++)
        {
            // The encoding depends on the place: the ends depend on what stands around it.
            var text = Convert.ToBase64String([.. new byte[before], .. bytes]).TrimEnd('=')[(before + 1)..^1];
            yield return text;
            yield return text.Replace('+', '-').Replace('/', '_');
        }
    }

    [GeneratedRegex("passw|secret|token|access_?key|private|uri$|connection_?string|assertion|signature|credential",
        RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();

    [GeneratedRegex(@"://[^\s/@:]*:([^\s/@]+)@")]
    private static partial Regex UserInfo();

    /// <summary>Aiven's passwords, Entra's secrets, and keys in PEM.</summary>
    [GeneratedRegex(
        @"AVNS_[\w-]{8,}|[\w.~-]{3}\dQ~[\w.~-]{31}|-----BEGIN [\s\S]*?(?:-----END [A-Z ]+-----|\z)")]
    private static partial Regex Shape();

    /// <summary>A name that says it, and the value after it, as in a query, a form or a connection string.</summary>
    [GeneratedRegex(
        @"(\b(?:password|passwd|pwd|secret|client_secret|client_assertion|access_token|refresh_token|sig|signature)"
        + @"[""']?\s?[=:]\s?[""']?)[^\s&;,""']{6,}", RegexOptions.IgnoreCase)]
    private static partial Regex Pair();

    /// <summary>
    /// The forms that are looked for, and texts that hold none of them: polls repeat what earlier answers said.
    /// </summary>
    private sealed class FormList(string[] all)
    {
        private const int MostTexts = 4096;
        private const int LongestText = 256;

        private readonly ConcurrentDictionary<string, bool> cleanTexts = new(StringComparer.Ordinal);
        private int count;

        public string[] All => all;

        public bool IsClean(string text) => text.Length <= LongestText && cleanTexts.ContainsKey(text);

        public void Keep(string text)
        {
            if (text.Length <= LongestText && Volatile.Read(ref count) < MostTexts && cleanTexts.TryAdd(text, true))
                Interlocked.Increment(ref count);
        }
    }
}
