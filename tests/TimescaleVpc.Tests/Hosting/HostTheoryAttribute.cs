using TimescaleVpc.Tests.PowerShell;

namespace TimescaleVpc.Tests.Hosting;

/// <summary>
/// A test of the built module on another runtime or in another process. It says what it lacks, and skips.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class HostTheoryAttribute : TheoryAttribute
{
    /// <summary>Whether the .NET 8 is needed.</summary>
    public bool OnNet8 { get; init; }

    /// <summary>Whether a child has to trust a certificate of ours, which it does by a file on Linux only.</summary>
    public bool WithTrust { get; init; }

    /// <summary>Whether a PowerShell is needed.</summary>
    public bool WithPowerShell { get; init; }

    public override string? Skip
    {
        get => WithTrust && !OperatingSystem.IsLinux() ? "A process is told by a file whom to trust on Linux only."
            : WithPowerShell && PowerShellProcess.Found.Host is null ? PowerShellProcess.Found.Line
            : OnNet8 && Runtimes.Net8 is null ? Runtimes.WhyNoNet8
            : base.Skip;
        set => base.Skip = value;
    }
}
