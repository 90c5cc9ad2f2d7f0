namespace TimescaleVpc;

/// <summary>The outcome of one check.</summary>
public sealed record ProbeResult : ILabelled
{
    /// <summary><c>Passed</c>, <c>Failed</c> or <c>Skipped</c>.</summary>
    public string Status { get; internal init; } = "Skipped";

    /// <summary>The result in one line, without secrets.</summary>
    public string Detail { get; internal init; } = "";

    /// <summary>The addresses that the check found; only DNS has some.</summary>
    public string[] Addresses { get; internal init; } = [];

    /// <summary>Status and detail.</summary>
    public override string ToString() => DisplayText.Of(this);

    string ILabelled.Label => Detail.Length == 0 ? Status : $"{Status}: {Detail}";
}
