using TimescaleVpc.Tests.Support;
using Xunit.Abstractions;

namespace TimescaleVpc.Tests.Reliability;

/// <summary>What a run has tried, for the reader of the test's output and for out/reliability.</summary>
internal static class Numbers
{
    private static readonly object Gate = new();

    public static void Say(ITestOutputHelper output, string file, string line)
    {
        output.WriteLine(line);
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "out", "reliability"));
        lock (Gate) File.AppendAllText(Path.Combine(folder.FullName, file), line + Environment.NewLine);
    }
}
