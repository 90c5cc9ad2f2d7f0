using System.Diagnostics;
using System.Text;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Reliability;

/// <summary>
/// What an ordinary run takes of all cases: a share that the commit decides. So each commit tries others, and the same
/// commit the same ones. At night all of them are tried.
/// </summary>
internal static class Rotation
{
    private const string Unknown = "no commit";

    /// <summary>The commit that is tested; a fixed word where git does not tell.</summary>
    public static string Commit { get; } = Read();

    /// <summary>What is said beside the numbers.</summary>
    public static string Text(int share) =>
        Nightly.IsOn ? "all cases" : $"one in {share} of the cases, as the commit decides ({Commit})";

    /// <summary>The cases that it is the turn of, one in so many of them.</summary>
    public static IEnumerable<T> Take<T>(this IEnumerable<T> cases, int share, Func<T, string> name) =>
        cases.Where(one => Nightly.IsOn || Number($"{Commit} {name(one)}") % share == 0);

    /// <summary>A number below a limit that the commit decides.</summary>
    public static int Pick(int limit) => (int)(Number(Commit) % limit);

    /// <summary>The same on each machine, unlike a text's hash code.</summary>
    private static long Number(string text)
    {
        var hash = 2166136261u;
        foreach (var letter in Encoding.UTF8.GetBytes(text)) hash = (hash ^ letter) * 16777619u;
        // The lowest bits of such a hash say little.
        return hash >> 8;
    }

    private static string Read()
    {
        var start = new ProcessStartInfo("git") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "-C", Repository.Root, "rev-parse", "--short=12", "HEAD" })
            start.ArgumentList.Add(argument);
        try
        {
            using var git = Process.Start(start)!;
            var errors = git.StandardError.ReadToEndAsync();
            var text = git.StandardOutput.ReadToEnd().Trim();
            git.WaitForExit();
            return git.ExitCode == 0 && text.All(char.IsAsciiHexDigitLower) && text.Length > 0 ? text : Unknown;
        }
        catch (Exception error) when (error is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            return Unknown;
        }
    }
}
