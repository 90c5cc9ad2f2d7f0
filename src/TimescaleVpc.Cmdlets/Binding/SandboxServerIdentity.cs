using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>
/// A sandbox server as a parameter takes it: an object, or the file with its first line. Scripts need not make one.
/// </summary>
public sealed class SandboxServerIdentity
{
    private readonly SandboxServerRef _value;

    internal SandboxServerIdentity(SandboxServerRef value) => _value = value;

    /// <summary>The server's address, or the file.</summary>
    public override string ToString() => DisplayText.Of(_value.ToString());

    /// <summary>The same, with the file as PowerShell's current location has it.</summary>
    internal SandboxServerRef In(PathIntrinsics location) => _value.File is { } file
        ? _value with { File = location.GetUnresolvedProviderPathFromPSPath(file) } : _value;
}
