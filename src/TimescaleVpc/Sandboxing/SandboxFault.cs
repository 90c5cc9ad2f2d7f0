namespace TimescaleVpc;

/// <summary>A fault for requests of one kind.</summary>
public sealed record SandboxFault : ILabelled
{
    /// <summary>The kind of request to strike, for example <c>Arm.PutPeering</c>, or <c>*</c> for any.</summary>
    public string Kind { get; init; } = "*";

    /// <summary>
    /// The target of the request: an id, a name or another whole value of its path, query or body, for example a VNet's
    /// name or id, or a pcx- id; with <c>*</c> and <c>?</c>, ignoring case. An id also matches everything below it.
    /// Default <c>*</c>: any.
    /// </summary>
    public string Target { get; init; } = "*";

    /// <summary>The number of matching requests that pass before the fault strikes. Default 0.</summary>
    public int Skip { get; init; }

    /// <summary>The number of requests that it strikes. Default 1.</summary>
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
    /// The effect on the connection or the body: <c>None</c>, <c>LoseRequest</c> (the request is not processed, the
    /// connection breaks), <c>LoseReply</c> (the request is processed, the response is lost), <c>Malformed</c> or
    /// <c>Truncated</c> (the request is processed, the body is corrupt), <c>PlainText</c> (the body is the message as
    /// plain text), <c>ErrorInSuccess</c> (the body is an object with an <c>error</c> only), or a body that no
    /// description of the platform allows (the request is processed): <c>WrongType</c>, <c>MissingMember</c>,
    /// <c>UnknownWord</c> and <c>NullMember</c>.
    /// </summary>
    public string Wire { get; init; } = "None";

    /// <summary>
    /// The members of the body that those four corrupt: a path with dots, and <c>*</c> and <c>?</c>, for example
    /// <c>properties.peeringState</c>; in lists the index of the item is a part of it. Null: all members with a value,
    /// and for <c>UnknownWord</c> all with a word of a fixed set.
    /// </summary>
    public string? Member { get; init; }

    /// <summary>Virtual time by which the answer is late.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The number of requests that it has struck so far.</summary>
    public int Struck { get; internal init; }

    /// <summary>
    /// The number of those that were healed: the same request was repeated, and succeeded (or, for a deletion, found
    /// nothing left to delete). A fault that only delays is not counted.
    /// </summary>
    public int Healed { get; internal init; }

    /// <summary>Kind, target if there is one, and what happens to it.</summary>
    public override string ToString() => DisplayText.Of(this);

    string ILabelled.Label => $"{Kind}{(Target == "*" ? "" : $" {Target}")} {Effect}";

    private string Effect => Status > 0 ? $"{Status}" : Wire == "None" ? $"{Delay} late" : Wire;
}
