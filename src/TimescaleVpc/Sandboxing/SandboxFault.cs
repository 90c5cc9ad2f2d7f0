namespace TimescaleVpc;

/// <summary>A fault for requests of one kind.</summary>
public sealed record SandboxFault : ILabelled
{
    /// <summary>The kind of request to strike, for example <c>Arm.PutPeering</c>, or <c>*</c> for any.</summary>
    public string Kind { get; init; } = "*";

    /// <summary>
    /// What the request must be about: an id, a name or another whole value of its path, query or body, for example a
    /// VNet's name or id, or a pcx- id; with <c>*</c> and <c>?</c>, without regard to case. An id fits what is below it,
    /// too. Default <c>*</c>: any.
    /// </summary>
    public string Target { get; init; } = "*";

    /// <summary>How many requests of the kind, about the target, pass before the fault strikes. Default 0.</summary>
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
    /// the body is spoilt), <c>PlainText</c> (the body is the message as plain text), <c>ErrorInSuccess</c> (the
    /// body is an object that has nothing but an <c>error</c>), or what no description of the platform allows (the work
    /// is done): <c>WrongType</c>, <c>MissingMember</c>, <c>UnknownWord</c> and <c>NullMember</c>.
    /// </summary>
    public string Wire { get; init; } = "None";

    /// <summary>
    /// Which members of the body those four spoil: a path with dots, and <c>*</c> and <c>?</c>, for example
    /// <c>properties.peeringState</c>; in lists the number of the item is a part of it. Null: all that hold a value, and
    /// for <c>UnknownWord</c> all that hold a word of a fixed set.
    /// </summary>
    public string? Member { get; init; }

    /// <summary>Virtual time by which the answer is late.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>How many requests it has struck so far.</summary>
    public int Struck { get; internal init; }

    /// <summary>
    /// How many of those were healed: the same request came again, and its answer was a success (or, for a deletion,
    /// that there is nothing left to delete). A fault that only delays has nothing to heal.
    /// </summary>
    public int Healed { get; internal init; }

    /// <summary>Kind, target if there is one, and what happens to it.</summary>
    public override string ToString() => DisplayText.Of(this);

    string ILabelled.Label =>
        $"{Kind}{(Target == "*" ? "" : $" {Target}")} {(Status > 0 ? $"{Status}" : Wire == "None" ? $"{Delay} late" : Wire)}";
}
