using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Hosting;

/// <summary>
/// A test that signs in against loopback. The child has to trust a certificate, which a file does on Linux only.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SignInTheoryAttribute : TheoryAttribute
{
    /// <summary>Whether the .NET 8 is needed.</summary>
    public bool OnNet8 { get; init; }

    /// <summary>Whether a PowerShell is needed.</summary>
    public bool WithPowerShell { get; init; }

    public override string? Skip
    {
        get => !OperatingSystem.IsLinux() ? "Only on Linux a process can be told by a file whom to trust."
            : OnNet8 && Runtimes.Net8 is null ? Runtimes.WhyNoNet8
            : WithPowerShell && Repository.OnPath("pwsh") is null ? "No PowerShell for Az PowerShell's stand-in."
            : base.Skip;
        set => base.Skip = value;
    }
}
