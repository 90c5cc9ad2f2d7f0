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

    /// <summary>What asks for nothing.</summary>
    private const string Calm = "NOTICE";

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
            : Same(first, Calm) ? Value(Value(style, "Foreground"), "Cyan")
            : Array.Exists(Bad, word => first.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                ? Value(Value(style, "Formatting"), "Error")
                : Value(Value(style, "Formatting"), "Warning");
        return $"{colour}{text}{Value(style, "Reset")}";
    }

    /// <summary>The state of a VPC; the older form of Timescale Cloud's API has none.</summary>
    public static string VpcState(object? vpc, object? host, object? style) =>
        $"{Value(vpc, "State")}".Length == 0 && $"{Value(vpc, "Planned")}" != "True"
            ? State("not told", host, style) : State(Value(vpc, "State"), host, style);

    /// <summary>
    /// A value to look at: texts without anything in them that cannot be seen, a list as texts, numbers and times as
    /// they are.
    /// </summary>
    /// <param name="value">A property of a record, live or from a file.</param>
    public static object? Text(object? value) => Bare(value) switch
    {
        null => null,
        string text => DisplayText.Of(text),
        System.Collections.IEnumerable list => list.Cast<object?>().Select(item => DisplayText.Of($"{item}")).ToArray(),
        ValueType plainValue => plainValue,
        _ => DisplayText.Of($"{value}"),
    };

    /// <summary>Several values in one line, without the empty ones.</summary>
    /// <param name="values">Texts; those that are empty are left out.</param>
    public static string Join(object? values) => string.Join(", ", (Text(values) switch
    {
        string[] texts => texts,
        var text => [$"{text}"],
    }).Where(text => text.Length > 0));

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
    public static string[] Lines(object? record) => record is null ? [] :
    [
        .. PSObject.AsPSObject(record).Properties.Select(property => $"{property.Name} = {Text(property.Value) switch
        {
            string[] texts => "{" + string.Join(", ", texts) + "}",
            var text => $"{text}",
        }}"),
    ];

    /// <summary>A peering's state, or how much is left of one that the platform does not know.</summary>
    public static string Peering(object? peering, object? host, object? style) =>
        Count(Value(peering, "Leftovers")) is > 0 and var leftovers
            ? $"{leftovers} left over" : State(Value(peering, "State"), host, style);

    /// <summary>The number of items of each kind in a sandbox.</summary>
    public static string Things(object? sandbox) => Bare(sandbox) is VpcSandbox world
        ? string.Join(", ", world.Inventory().GroupBy(item => item.Kind).Select(kind => $"{kind.Count()} {kind.Key}"))
        : "";

    /// <summary>The next step for an object, in one line; the same for one that was read from a file.</summary>
    public static string Next(object? record) => DisplayText.Of(NextOf(record));

    private static string NextOf(object? record)
    {
        string? Text(string property) => Value(record, property) is { } value && $"{value}" is { Length: > 0 } text
            ? text : null;

        var (type, state) = (TypeName(record), Text("State"));
        if (type is "Vpc" or "AzurePeerGrant" or "ServiceVpc" or "PeeringUndo" && Text("Planned") == "True")
            return "Nothing was changed: run it without -WhatIf.";
        return type switch
        {
            "Vpc" when state is not (null or "ACTIVE" or "CREATED") => $"The platform must act: the VPC is {state}.",
            "Vpc" when Text("CloudName")?.Contains("azure", StringComparison.OrdinalIgnoreCase) == true =>
                "Grant-AzurePeerRole -VNet NAME, then Add-VpcPeering.",
            "Vpc" => "Add-VpcPeering -AwsVpc ID.",
            "AzurePeerGrant" => "Add-VpcPeering.",
            "ServiceVpc" when !Good.Contains(state ?? "") => $"The service is {state}: wait until it runs.",
            "ServiceVpc" when Text("VpcId") is null => "Set-ServiceVpc -Vpc NAME puts it into a VPC.",
            "ServiceVpc" => "Test-ServiceVpc.",
            "PeeringUndo" when Text("IsComplete") == "True" => "Nothing.",
            "PeeringUndo" => (Text("Unfinished") is { } why ? $"Not finished ({why}). " : "")
                + $"Left: {string.Join(", ", Ours(Value(record, "After")))}. Run the same command again.",
            _ => "",
        };
    }

    private static IEnumerable<string> Ours(object? items) =>
        Items(items).Where(item => $"{Value(item, "IsOurs")}" == "True")
            .Select(item => $"{Value(item, "Kind")} {Value(item, "Name")}");

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
