namespace TimescaleVpc.Sandbox.Http;

/// <summary>Rejects faults that no request could match.</summary>
internal static class FaultRules
{
    private static readonly string[] Wires =
    [
        "None", "LoseRequest", "LoseReply", "Malformed", "Truncated", "PlainText", "ErrorInSuccess",
        .. CorruptBody.Wires,
    ];

    public static void Check(SandboxFault fault, IReadOnlyCollection<string> kinds)
    {
        if (Problem(fault, kinds) is { } problem) throw new ArgumentException(problem, nameof(fault));
    }

    /// <summary>The problem of a fault; null if it is valid.</summary>
    public static string? Problem(SandboxFault fault, IReadOnlyCollection<string> kinds)
    {
        if (fault.Kind != "*" && !kinds.Contains(fault.Kind, StringComparer.OrdinalIgnoreCase))
            return $"There is no request kind '{fault.Kind}'; there are {NearNames.Of(fault.Kind, kinds)}.";
        if (!Wires.Contains(fault.Wire)) return $"Wire is one of {NearNames.Of(fault.Wire, Wires)}.";
        if (string.IsNullOrWhiteSpace(fault.Target)) return "Target is an id, a name or a pattern; * is any.";
        if (fault.Member is not null && !CorruptBody.Wires.Contains(fault.Wire))
            return $"Member goes with {string.Join(", ", CorruptBody.Wires)}.";
        if (fault.Skip < 0 || fault.Times < 1 || fault.Delay < TimeSpan.Zero)
            return "Skip and Delay are not negative, and Times is at least 1.";
        return fault.Status is not 0 and (< 200 or > 599) ? "Status is an HTTP status, or 0." : null;
    }
}
