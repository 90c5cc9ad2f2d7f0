namespace TimescaleVpc;

/// <summary>A fault for requests of one kind.</summary>
public sealed record SandboxFault
{
    /// <summary>The kind of request to strike, for example <c>Arm.PutPeering</c>, or <c>*</c> for any.</summary>
    public string Kind { get; init; } = "*";

    /// <summary>How many requests of the kind pass before the fault strikes. Default 0.</summary>
    public int Skip { get; init; }

    /// <summary>How many requests it strikes. Default 1.</summary>
    public int Times { get; init; } = 1;

    /// <summary>The HTTP status to answer with instead of doing the work; 0 leaves the answer alone.</summary>
    public int Status { get; init; }

    /// <summary>The error code for the body; null takes the platform's usual one for the status.</summary>
    public string? Code { get; init; }

    /// <summary>The error message for the body; null takes the platform's usual one for the status.</summary>
    public string? Message { get; init; }

    /// <summary>Seconds for a Retry-After header; null sends none.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>
    /// What happens to the wire: <c>None</c>, <c>LoseRequest</c> (the work is not done, the connection breaks),
    /// <c>LoseReply</c> (the work is done, the answer is lost), <c>Malformed</c> or <c>Truncated</c> (the work is done,
    /// the body is spoilt), <c>PlainText</c> (the body is the message as plain text), or <c>ErrorInSuccess</c> (the
    /// body is an object that has nothing but an <c>error</c>).
    /// </summary>
    public string Wire { get; init; } = "None";

    /// <summary>Virtual time by which the answer is late.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Kind, and what happens to it.</summary>
    public override string ToString() =>
        $"{Kind} {(Status > 0 ? $"{Status}" : Wire == "None" ? $"{Delay} late" : Wire)}";
}
