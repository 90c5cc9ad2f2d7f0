namespace TimescaleVpc.Commands;

/// <summary>The parts of a finding as a block to read, with a command that can be copied.</summary>
public static partial class ViewText
{
    /// <summary>With its indent a line of a command fits into 80 columns.</summary>
    private const int CommandWidth = 74;

    /// <summary>How much a finding weighs, and its id.</summary>
    /// <param name="finding">A finding, live or from a file.</param>
    /// <param name="host">PowerShell's $Host.</param>
    /// <param name="style">PowerShell's $PSStyle.</param>
    public static string FindingHead(object? finding, object? host, object? style) =>
        $"{State(Value(finding, "Severity"), host, style)}: {Text(Value(finding, "Id"))}";

    /// <summary>Whose turn it is, and whether Repair-VpcPeering does it.</summary>
    /// <param name="finding">A finding, live or from a file.</param>
    public static string FindingTurn(object? finding) =>
        $"Whose turn: {(Text(Value(finding, "Turn")) is "Platform" ? "Timescale" : Text(Value(finding, "Turn")))}"
        + (CanRepair(finding) ? "; Repair-VpcPeering does it" : "");

    /// <summary>What a finding says below its head; the block breaks the lines.</summary>
    /// <param name="finding">A finding, live or from a file.</param>
    public static string[] FindingLines(object? finding) =>
    [
        $"{Text(Value(finding, "Subject"))}", $"{Text(Value(finding, "Cause"))}",
        $"Do: {Text(Value(finding, "Remedy"))}",
        .. Command(Value(finding, "Command")).Select(line => $"  {line}"), FindingTurn(finding),
    ];

    /// <summary>A command line in lines that can be copied together: each ends where PowerShell reads on.</summary>
    /// <param name="command">The command line; null or empty gives nothing.</param>
    /// <param name="width">The columns of a line.</param>
    public static string[] Command(object? command, int width = CommandWidth) =>
        Text(command) is string { Length: > 0 } text ? CommandLines.Of(text, width) : [];

    /// <summary>How a repair ended, and of what.</summary>
    /// <param name="repair">A repair, live or from a file.</param>
    /// <param name="host">PowerShell's $Host.</param>
    /// <param name="style">PowerShell's $PSStyle.</param>
    public static string RepairHead(object? repair, object? host, object? style)
    {
        var state = IsPlanned(repair) ? "Planned" : Items(Value(repair, "Left")).Length > 0 ? "Left over" : "Mended";
        var text = Wrapped($"{state}: {Text(Value(repair, "Subject"))}", host, indent: 0);
        return State(state, host, style) + text[state.Length..];
    }

    /// <summary>What was repaired, what is left with whose turn it is, and each step.</summary>
    /// <param name="repair">A repair, live or from a file.</param>
    public static string[] RepairLines(object? repair)
    {
        var isPlan = IsPlanned(repair);
        // A plan repairs nothing, so all of it is left.
        var wouldMend = Items(Value(repair, "Left")).Where(finding => isPlan && CanRepair(finding)).ToArray();
        var leftLines = LeftLines(Items(Value(repair, "Left")).Except(wouldMend));
        object?[] steps = Items(Value(repair, isPlan ? "Plan" : "Changes"));
        return
        [
            isPlan ? $"Would repair: {Ids(wouldMend)}" : $"Mended: {Ids(Items(Value(repair, "Mended")))}",
            leftLines.Length == 0 ? "Left: nothing" : "Left:", .. leftLines.Select(line => $"  {line}"),
            (isPlan ? "Would do:" : "Changes:") + (steps.Length == 0 ? isPlan ? " nothing" : " none" : ""),
            .. steps.Select(step => $"  {Text($"{step}")}"),
        ];
    }

    /// <summary>Findings that are left, a line each: the id, and who must act.</summary>
    /// <param name="findings">Findings, live or from a file.</param>
    public static string[] LeftLines(object? findings) =>
    [
        .. Items(findings).Select(finding =>
            $"{Value(finding, "Id")} ({Value(finding, "Severity")}). {FindingTurn(finding)}"),
    ];

    private static bool CanRepair(object? finding) => $"{Value(finding, "CanRepair")}" == "True";

    private static string Ids(object?[] findings) =>
        findings.Length == 0 ? "nothing" : string.Join(", ", findings.Select(finding => $"{Value(finding, "Id")}"));

    private static object?[] Items(object? list) =>
        [.. (Bare(list) as System.Collections.IEnumerable ?? Array.Empty<object>()).Cast<object?>()];
}
