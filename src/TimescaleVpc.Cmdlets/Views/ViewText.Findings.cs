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
        $"Whose turn: {Text(Value(finding, "Turn"))}"
        + ($"{Value(finding, "CanRepair")}" == "True" ? "; Repair-VpcPeering does it" : "");

    /// <summary>A command line in lines that can be copied together: each ends where PowerShell reads on.</summary>
    /// <param name="command">The command line; null or empty gives nothing.</param>
    public static string[] Command(object? command) =>
        Text(command) is string { Length: > 0 } text ? CommandLines.Of(text, CommandWidth) : [];

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

    /// <summary>What was mended, what is left with whose turn it is, and each step.</summary>
    /// <param name="repair">A repair, live or from a file.</param>
    public static string[] RepairLines(object? repair)
    {
        var (isPlan, leftLines) = (IsPlanned(repair), LeftLines(Value(repair, "Left")));
        string[] mendedIds = [.. Items(Value(repair, "Mended")).Select(finding => $"{Value(finding, "Id")}")];
        string[] steps = [.. Items(Value(repair, isPlan ? "Plan" : "Changes")).Select(step => $"  {step}")];
        return
        [
            .. isPlan ? [] : new[] { $"Mended: {(mendedIds.Length == 0 ? "nothing" : string.Join(", ", mendedIds))}" },
            leftLines.Length == 0 ? "Left: nothing" : "Left:", .. leftLines.Select(line => $"  {line}"),
            .. steps.Length == 0 ? ["Changes: none"] : steps.Prepend(isPlan ? "Would do:" : "Changes:"),
        ];
    }

    /// <summary>Findings that are left, a line each: the id, and who must act.</summary>
    /// <param name="findings">Findings, live or from a file.</param>
    public static string[] LeftLines(object? findings) =>
    [
        .. Items(findings).Select(finding =>
            $"{Value(finding, "Id")} ({Value(finding, "Severity")}). {FindingTurn(finding)}"),
    ];

    private static object?[] Items(object? list) =>
        [.. (Bare(list) as System.Collections.IEnumerable ?? Array.Empty<object>()).Cast<object?>()];
}
