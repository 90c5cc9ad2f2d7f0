
namespace TimescaleVpc.Sandbox.Http;

/// <summary>A fault that could never strike is a mistake of who added it.</summary>
internal static class FaultRules
{
    private static readonly string[] Wires =
        ["None", "LoseRequest", "LoseReply", "Malformed", "Truncated", "PlainText", "ErrorInSuccess"];

    public static void Check(SandboxFault fault, IReadOnlyCollection<string> kinds)
    {
        if (fault.Kind != "*" && !kinds.Contains(fault.Kind, StringComparer.OrdinalIgnoreCase))
            throw new ArgumentException($"There is no request kind '{fault.Kind}'.", nameof(fault));
        if (!Wires.Contains(fault.Wire))
            throw new ArgumentException($"Wire is one of {string.Join(", ", Wires)}.", nameof(fault));
        if (fault.Skip < 0 || fault.Times < 1 || fault.Delay < TimeSpan.Zero)
            throw new ArgumentException("Skip and Delay are not negative, and Times is at least 1.", nameof(fault));
        if (fault.Status is not 0 and (< 200 or > 599))
            throw new ArgumentException("Status is an HTTP status, or 0.", nameof(fault));
    }
}
