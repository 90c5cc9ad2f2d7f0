namespace TimescaleVpc;

/// <summary>A platform's refusal of a request, unchanged. The error that it caused refers to it.</summary>
public sealed record PlatformRefusal : ILabelled
{
    private const int LongestLine = 1000;

    /// <summary>The end of the readable part of a message: only the platform itself can decode the rest.</summary>
    private static readonly string[] Tails = ["Encoded authorization failure message", "Trace ID:"];

    /// <summary>The platform: Azure, Microsoft Graph, Entra ID, AWS, the managed service, Timescale Cloud.</summary>
    public string Platform { get; internal init; } = "";

    /// <summary>The host that answered.</summary>
    public string Host { get; internal init; } = "";

    /// <summary>
    /// The HTTP status; 0 where there was none, as when an operation that was accepted has failed later.
    /// </summary>
    public int Status { get; internal init; }

    /// <summary>The platform's code, such as <c>AuthorizationFailed</c>; empty if it sent none.</summary>
    public string Code { get; internal init; } = "";

    /// <summary>The platform's words, all of them; empty if it sent none.</summary>
    public string Message { get; internal init; } = "";

    /// <summary>The number under which the platform's support finds the request; null if it sent none.</summary>
    public string? RequestId { get; internal init; }

    /// <summary>The lead of the platform's clock over the session's; null if the response has no date.</summary>
    internal TimeSpan? ClockAhead { get; init; }

    /// <summary>Whether the response came from the platform; false for the error page of a proxy.</summary>
    internal bool IsReadable { get; init; } = true;

    /// <summary>Code, status and the first line of the words.</summary>
    public override string ToString() => DisplayText.Of(this);

    string ILabelled.Label => Said;

    /// <summary>The same, as it came.</summary>
    internal string Said =>
        (Code, Status) switch
        {
            ("", 0) => "no code",
            ("", _) => $"status {Status}",
            (_, 0) => Code,
            _ => $"{Code} (status {Status})",
        }
        + (Reason.Length > 0 ? $": {Reason}" : IsReadable ? "" : ", an answer that is not the service's own");

    /// <summary>The first line without the code, which some platforms put before their words as well.</summary>
    private string Reason
    {
        get
        {
            var line = FirstLine;
            if (Code.Length == 0) return line;
            foreach (var start in new[] { Code, $"({Code})" })
            {
                if (!line.StartsWith(start, StringComparison.OrdinalIgnoreCase)) continue;
                var rest = line[start.Length..];
                // A longer word that begins like the code is another word.
                if (rest.Length == 0 || rest[0] is ':' or ' ') return rest.TrimStart(':', ' ');
            }

            return line;
        }
    }

    /// <summary>
    /// The first line of the words, without the blobs and numbers at its end, and not without end itself.
    /// </summary>
    internal string FirstLine
    {
        get
        {
            var line = Message.ReplaceLineEndings("\n").Split('\n')[0];
            foreach (var tail in Tails)
            {
                if (line.IndexOf(tail, StringComparison.OrdinalIgnoreCase) is >= 0 and var start) line = line[..start];
            }

            return Cut(line.Trim(), LongestLine);
        }
    }

    /// <summary>The same with more at the end of the first line, which yields to it.</summary>
    internal PlatformRefusal WithMore(string words)
    {
        var line = Cut(FirstLine, Math.Max(0, LongestLine - words.Length - 2));
        var lines = Message.ReplaceLineEndings("\n").Split('\n');
        return this with { Message = string.Join('\n', [$"{line} {words}".Trim(), .. lines[1..]]) };
    }

    private static string Cut(string text, int length) => text.Length > length ? text[..length] + "…" : text;

    /// <summary>Whether it has one of these codes, ignoring case.</summary>
    internal bool Is(params string[] codes) =>
        codes.Any(code => Same(Code, code));

    /// <summary>Whether the words hold a text. Letter case does not count.</summary>
    internal bool Says(string text) => Message.Contains(text, StringComparison.OrdinalIgnoreCase);
}
