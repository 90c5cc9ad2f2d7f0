namespace TimescaleVpc.Engine.Reachability;

/// <summary>Makes results of one line, whatever text a server or a certificate brought.</summary>
internal static class Outcome
{
    private const int LongestText = 300;

    public static ProbeResult Passed(string detail, params string[] addresses) =>
        new() { Status = "Passed", Detail = OneLine(detail), Addresses = addresses };

    public static ProbeResult Failed(string detail) => new() { Status = "Failed", Detail = OneLine(detail) };

    public static ProbeResult Skipped(string detail) => new() { Status = "Skipped", Detail = OneLine(detail) };

    public static ProbeResult Late(TimeSpan limit) => Failed($"No answer within {Seconds(limit)}.");

    public static bool HasPassed(this ProbeResult result) => result.Status == "Passed";

    public static string Seconds(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s");

    /// <summary>A foreign text must neither break a line nor colour a terminal.</summary>
    private static string OneLine(string text)
    {
        var line = DisplayText.Of(text);
        return line.Length <= LongestText ? line : line[..(LongestText - 3)] + "...";
    }
}
