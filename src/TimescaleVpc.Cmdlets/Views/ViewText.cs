using System.ComponentModel;
using System.Management.Automation;
using System.Management.Automation.Host;

namespace TimescaleVpc.Commands;

/// <summary>
/// The computed columns of the views. It is for TimescaleVpc.format.ps1xml; scripts need not call it.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class ViewText
{
    private static readonly HashSet<string> Good = new(
        ["ACTIVE", "CREATED", "RUNNING", "READY", "CONNECTED", "PASSED", "TRUE", "PAUSED", "AVAILABLE", "MENDED"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Bad =
    [
        "FAIL", "ERROR", "INVALID", "REJECT", "DELETED", "EXPIRED", "TIMEOUT", "DISCONNECTED", "DISABLED", "FALSE",
        "PROBLEM",
    ];

    /// <summary>The state of what is only planned, and not there yet.</summary>
    private const string PlannedState = "(planned)";

    /// <summary>What asks for nothing.</summary>
    private static readonly string[] Calm = ["NOTICE", PlannedState];

    /// <summary>A state in the user's own colours, where the host shows colours; else as it is.</summary>
    /// <param name="state">The platform's state, or the result of a check.</param>
    /// <param name="host">PowerShell's $Host.</param>
    /// <param name="style">PowerShell's $PSStyle.</param>
    public static string State(object? state, object? host, object? style)
    {
        var text = DisplayText.Of($"{state}");
        if (text.Length == 0 || !ShowsColour(host, style)) return text;

        var first = text.Split(' ', ':')[0];
        var colour = Good.Contains(first) ? Value(Value(style, "Foreground"), "Green")
            : Calm.Contains(first, StringComparer.OrdinalIgnoreCase) ? Value(Value(style, "Foreground"), "Cyan")
            : Array.Exists(Bad, word => first.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                ? Value(Value(style, "Formatting"), "Error")
                : Value(Value(style, "Formatting"), "Warning");
        return $"{colour}{text}{Value(style, "Reset")}";
    }

    /// <summary>
    /// The state of a record; what is only planned has none yet. The older form of Timescale Cloud's API tells none of
    /// a VPC.
    /// </summary>
    /// <param name="record">A record, live or from a file.</param>
    /// <param name="host">PowerShell's $Host.</param>
    /// <param name="style">PowerShell's $PSStyle.</param>
    public static string RecordState(object? record, object? host, object? style) => State(
        $"{Value(record, "State")}" is { Length: > 0 } state ? state
            : IsPlanned(record) ? PlannedState : TypeName(record) == "Vpc" ? "not told" : "", host, style);

    /// <summary>The customer's network of a record: GROUP/NAME of a VNet, else its id.</summary>
    /// <param name="record">A record with VNetName, or with NetworkId.</param>
    public static string Network(object? record) => DisplayText.Of(
        $"{Value(record, "VNetName")}" is { Length: > 0 } name
            ? $"{Value(record, "ResourceGroupName")}/{name}".TrimStart('/')
            : $"{Value(record, "NetworkId") ?? Value(record, "AwsVpcId")}");

    /// <summary>Ids of networks in a line, those of VNets as GROUP/NAME.</summary>
    /// <param name="ids">An id, or several.</param>
    public static string Networks(object? ids) => string.Join(", ", (Bare(ids) is string one ? [one] : Texts(ids))
        .Select(id => id.Split('/') is ["", "subscriptions", _, _, var group, _, _, _, var name, ..]
            ? $"{group}/{name}" : id));

    /// <summary>The number of changes, or that there is only a plan.</summary>
    /// <param name="record">A record with Changes and Planned.</param>
    public static string Changes(object? record) =>
        IsPlanned(record) ? PlannedState : $"{Count(Value(record, "Changes"))}";

    /// <summary>A plan, a step in a paragraph: its sentence, and the right that it takes.</summary>
    /// <param name="steps">The planned steps.</param>
    /// <param name="host">PowerShell's $Host.</param>
    /// <param name="indent">The columns before each line.</param>
    public static string Plan(object? steps, object? host, int indent) => Wrapped(
        string.Join('\n', Items(steps).Select(step =>
            $"{DisplayText.Of($"{step}")}\n  needs {DisplayText.Of($"{Value(step, "Permission")}")} "
            + $"({DisplayText.Of($"{Value(step, "Where")}")})")), host, indent);

    /// <summary>
    /// A value to look at: texts without anything in them that cannot be seen, a list in a line, numbers and times as
    /// they are.
    /// </summary>
    /// <param name="value">A property of a record, live or from a file.</param>
    public static object? Text(object? value) => Bare(value) switch
    {
        null => null,
        string text => DisplayText.Of(text),
        System.Collections.IEnumerable => string.Join(", ", Texts(value)),
        ValueType plainValue => plainValue,
        _ => DisplayText.Of($"{value}"),
    };

    /// <summary>Several values in one line, without the empty ones.</summary>
    /// <param name="values">Texts; those that are empty are left out.</param>
    public static string Join(object? values) => string.Join(
        ", ", (Bare(values) is string one ? [DisplayText.Of(one)] : Texts(values)).Where(text => text.Length > 0));

    /// <summary>The state of the user's half of a peering.</summary>
    /// <param name="peering">A peering, live or from a file.</param>
    public static string Link(object? peering) => Value(peering, "LinkState") is { } state
        ? DisplayText.Of($"{state}")
        : Count(Value(peering, "RouteTableIds")) is > 0 and var routedCount ? $"{routedCount} routed" : "";

    /// <summary>Whether the user's network of a peering is neither a VNet nor an AWS VPC.</summary>
    /// <param name="peering">A peering, live or from a file.</param>
    public static bool IsInAnotherCloud(object? peering) =>
        $"{Value(peering, "NetworkId")}".Length > 0
        && $"{Value(peering, "VNetId")}{Value(peering, "AwsVpcId")}".Length == 0;

    /// <summary>The VPC of a peering; of leftovers that belong to no single VPC, the project.</summary>
    /// <param name="peering">A peering, live or from a file.</param>
    public static string Vpc(object? peering) => DisplayText.Of(
        new[] { "VpcName", "CloudName", "VpcId", "Project" }.Select(name => $"{Value(peering, name)}")
            .FirstOrDefault(text => text.Length > 0));

    /// <summary>All properties of a record, a line each.</summary>
    /// <param name="record">A record, live or from a file.</param>
    public static string[] Properties(object? record) => record is null ? [] :
    [
        .. PSObject.AsPSObject(record).Properties.Select(property => $"{property.Name} = {Text(property.Value)}"),
    ];

    /// <summary>A peering's state, or how much is left of one that the platform does not know.</summary>
    public static string Peering(object? peering, object? host, object? style) =>
        Count(Value(peering, "Leftovers")) is > 0 and var leftovers
            ? $"{leftovers} left over" : RecordState(peering, host, style);

    /// <summary>The number of items of each kind in a sandbox.</summary>
    public static string Things(object? sandbox) => Bare(sandbox) is VpcSandbox world
        ? string.Join(", ", world.Inventory().GroupBy(item => item.Kind).Select(kind => $"{kind.Count()} {kind.Key}"))
        : "";

    private static string[] Texts(object? list) =>
        [.. Items(list).Select(item => DisplayText.Of($"{item}"))];

    private static bool IsPlanned(object? record) => $"{Value(record, "Planned")}" == "True";

    private static string TypeName(object? record) =>
        record is null ? "" : PSObject.AsPSObject(record).TypeNames[0].Split('.')[^1];

    private static object? Bare(object? value) => value is PSObject wrapper ? wrapper.BaseObject : value;

    private static int Count(object? list) => Bare(list) is System.Collections.ICollection items ? items.Count : 0;

    private static bool ShowsColour(object? host, object? style) =>
        $"{Value(style, "OutputRendering")}" is not ("" or "PlainText")
        && Bare(host) is PSHost { UI.SupportsVirtualTerminal: true };

    // $PSStyle is younger than the reference assembly.
    private static object? Value(object? from, string property) =>
        from is null ? null : PSObject.AsPSObject(from).Properties[property]?.Value;
}
