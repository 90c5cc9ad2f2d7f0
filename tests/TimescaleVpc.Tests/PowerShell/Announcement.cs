using Xunit.Abstractions;
using Xunit.Sdk;

namespace TimescaleVpc.Tests.PowerShell;

/// <summary>Lines that dotnet test shows, whether the tests pass or fail.</summary>
public sealed class Announcement(IMessageSink sink)
{
    public void Show(string line) => sink.OnMessage(new DiagnosticMessage(line));
}
