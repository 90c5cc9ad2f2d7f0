namespace TimescaleVpc;

/// <summary>What a platform said when it refused a request, as it came. An error that it caused holds it.</summary>
public sealed record PlatformRefusal : ILabelled
{
    /// <summary>Who refused: Azure, Microsoft Graph, Entra ID, AWS, the managed service, Timescale Cloud.</summary>
    public string Platform { get; internal init; } = "";

    /// <summary>The host that answered.</summary>
    public string Host { get; internal init; } = "";

    /// <summary>The HTTP status; 0 where there was none, as when an operation that was accepted has failed later.</summary>
    public int Status { get; internal init; }

    /// <summary>The platform's code, such as <c>AuthorizationFailed</c>; empty if it sent none.</summary>
    public string Code { get; internal init; } = "";

    /// <summary>The platform's words, all of them; empty if it sent none.</summary>
    public string Message { get; internal init; } = "";

    /// <summary>The number under which the platform's support finds the request; null if it sent none.</summary>
    public string? RequestId { get; internal init; }

    /// <summary>How far the platform's clock is ahead of the session's; null where the answer has no date.</summary>
    internal TimeSpan? ClockAhead { get; init; }

    /// <summary>Whether the answer was the platform's own; false for the page of somebody in between.</summary>
    internal bool IsReadable { get; init; } = true;

    /// <summary>Code, status and the first line of the words.</summary>
    public override string ToString() => DisplayText.Of(this);

    string ILabelled.Label => Said;

    /// <summary>The same, as it came.</summary>
    internal string Said =>
        $"{(Code.Length > 0 ? Code : "no code")}{(Status > 0 ? $" (status {Status})" : "")}"
        + (FirstLine.Length > 0 ? $": {FirstLine}" : IsReadable ? "" : ", a page that is not the platform's");

    /// <summary>The first line of the words, without the blob that only AWS itself can read, and not without end.</summary>
    internal string FirstLine
    {
        get
        {
            const int Longest = 1000;
            var line = Message.ReplaceLineEndings("\n").Split('\n')[0];
            var blob = line.IndexOf("Encoded authorization failure message", StringComparison.OrdinalIgnoreCase);
            line = (blob < 0 ? line : line[..blob]).Trim();
            return line.Length > Longest ? line[..Longest] + "…" : line;
        }
    }

    /// <summary>Is it one of these codes? Letter case does not count.</summary>
    internal bool Is(params string[] codes) =>
        codes.Any(code => string.Equals(Code, code, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the words hold a text. Letter case does not count.</summary>
    internal bool Says(string text) => Message.Contains(text, StringComparison.OrdinalIgnoreCase);
}
