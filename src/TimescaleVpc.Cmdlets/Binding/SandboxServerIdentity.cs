using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>
/// A sandbox server as a parameter takes it: an object, or the file with its first line. Scripts need not make one.
/// </summary>
public sealed class SandboxServerIdentity
{
    private readonly SandboxServerRef value;

    internal SandboxServerIdentity(SandboxServerRef value) => this.value = value;

    /// <summary>The server's address, or the file.</summary>
    public override string ToString() => DisplayText.Of(value.ToString());

    /// <summary>The same, with the file as PowerShell's current location has it.</summary>
    internal SandboxServerRef In(PathIntrinsics location) => value.File is { } file
        ? value with { File = location.GetUnresolvedProviderPathFromPSPath(file) } : value;
}
