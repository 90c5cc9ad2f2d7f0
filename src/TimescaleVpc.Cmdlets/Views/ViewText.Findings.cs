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

    /// <summary>A list, an item in a line.</summary>
    /// <param name="items">The items.</param>
    public static string Column(object? items) => Text(items) is string[] texts ? string.Join('\n', texts) : "";
}
