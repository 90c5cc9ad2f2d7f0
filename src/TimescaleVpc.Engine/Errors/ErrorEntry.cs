using System.Globalization;

namespace TimescaleVpc.Engine.Errors;

/// <summary>
/// One entry of the error catalogue: a stable id, and words that name the value, the rule and the next step.
/// </summary>
internal sealed record ErrorEntry(string Id, ErrorKind Kind, string Message, string Action)
{
    /// <summary>Makes the exception. Both texts see the same arguments.</summary>
    public TimescaleVpcException For(object? target, params object?[] values) => new(
        Id, Kind,
        Redaction.Clean(string.Format(CultureInfo.InvariantCulture, Message, values)),
        Redaction.Clean(string.Format(CultureInfo.InvariantCulture, Action, values)),
        target);
}
