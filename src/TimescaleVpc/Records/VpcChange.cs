namespace TimescaleVpc;

/// <summary>
/// One change that a session's cmdlets made, tried to make, or in a plan would make: what Get-VpcChange and
/// Compare-VpcChange write, and Export-VpcChange puts into a file.
/// </summary>
public sealed record VpcChange : ILabelled
{
    /// <summary>When it began, UTC; null in a plan.</summary>
    public DateTime? When { get; internal init; }

    /// <summary>What was done, in a sentence.</summary>
    public string What { get; internal init; } = "";

    /// <summary>The change, one word of the step catalogue, for example <c>CreateApplication</c>.</summary>
    public string Action { get; internal init; } = "";

    /// <summary>The object of the change, in the same words in a plan and in the run that follows it.</summary>
    public string Target { get; internal init; } = "";

    /// <summary>
    /// The platform of the change: <c>ManagedService</c>, <c>TimescaleCloud</c>, <c>Entra</c>, <c>Azure</c> or
    /// <c>AWS</c>.
    /// </summary>
    public string Where { get; internal init; } = "";

    /// <summary>
    /// <c>Done</c>; <c>Failed</c>; <c>Stopped</c> by Ctrl+C or a limit, so that it may be done or not;
    /// <c>Planned</c>.
    /// </summary>
    public string Result { get; internal init; } = "";

    /// <summary>Why it failed: the ErrorId; null if it did not.</summary>
    public string? ErrorId { get; internal init; }

    /// <summary>
    /// The ids of the things that were changed, on their own platform: ARM ids, paths of other resources, ids of AWS.
    /// </summary>
    public string[] Ids { get; internal init; } = [];

    /// <summary>The state before, in the platform's words; null if there was none, or none is known.</summary>
    public string? Before { get; internal init; }

    /// <summary>The state that was seen next; null if none was seen.</summary>
    public string? After { get; internal init; }

    /// <summary>The sign-in that did it; null where none is known yet, in a plan.</summary>
    public string? By { get; internal init; }

    /// <summary>The run: user, machine, process and session; null in a plan.</summary>
    public string? Run { get; internal init; }

    /// <summary>The requests that were sent for it, each attempt by itself, with the status of the answer.</summary>
    public string[] Requests { get; internal init; } = [];

    /// <summary>The numbers under which the platform's support finds them.</summary>
    public string[] RequestIds { get; internal init; } = [];

    /// <summary>Result and sentence.</summary>
    public override string ToString() => DisplayText.Of(this);

    string ILabelled.Label => $"{Result}: {What}";
}
