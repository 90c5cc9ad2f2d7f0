using System.Runtime.CompilerServices;

namespace TimescaleVpc.Engine.Errors;

/// <summary>
/// One entry of the error catalogue: a stable id, and words that name the value, the rule and the next step.
/// </summary>
/// <param name="Kind">What PowerShell groups it by.</param>
/// <param name="Message">The value and the rule, with places for values.</param>
/// <param name="Action">The next step, with places for the same values.</param>
/// <param name="Id">The name of the entry's field.</param>
internal sealed record ErrorEntry(
    ErrorKind Kind, string Message, string Action, [CallerMemberName] string Id = "")
{
    /// <summary>
    /// Where the sign-in that lacks a right may have rights, the place of the right first; none for any other error.
    /// </summary>
    public string[] Places { get; init; } = [];

    /// <summary>Makes the exception. Both texts see the same arguments.</summary>
    public TimescaleVpcException For(object? target, params object?[] values) => Make(target, "", values);

    /// <summary>The same for what a platform has refused: its code, status and words follow ours.</summary>
    public TimescaleVpcException Because(PlatformRefusal refusal, object? target, params object?[] values)
    {
        var error = Make(target, $" {Capital(refusal.Platform)} says: {refusal.Said}", values);
        error.Refusal = refusal;
        return error;
    }

    private TimescaleVpcException Make(object? target, string more, object?[] values) => new(
        Id, Kind,
        CatalogueFormat.Fill(Message, values) + Redaction.Clean(more),
        CatalogueFormat.Fill(Action, values),
        target);

    private static string Capital(string name) => name.Length == 0 ? "It" : char.ToUpperInvariant(name[0]) + name[1..];
}
