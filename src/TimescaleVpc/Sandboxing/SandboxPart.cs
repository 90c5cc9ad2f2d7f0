namespace TimescaleVpc;

/// <summary>One thing to put into a sandbox's world, as a script described it.</summary>
/// <param name="Parameter">The parameter of New-VpcSandbox that it came by; it decides what the keys mean.</param>
/// <param name="Label">How to name it to the user.</param>
/// <param name="Values">Its keys, without regard to case, and plain values: no object of PowerShell's own.</param>
internal sealed record SandboxPart(string Parameter, string Label, IReadOnlyDictionary<string, object?> Values);
