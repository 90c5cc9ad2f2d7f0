using System.ComponentModel;
using System.Management.Automation;
using System.Management.Automation.Host;

namespace TimescaleVpc.Commands;

/// <summary>
/// What the views show beside plain properties. It is for TimescaleVpc.format.ps1xml; scripts need not call it.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ViewText
{
    private static readonly HashSet<string> Good = new(
        ["ACTIVE", "CREATED", "RUNNING", "READY", "CONNECTED", "PASSED", "TRUE", "PAUSED", "AVAILABLE"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Bad =
        ["FAIL", "ERROR", "INVALID", "REJECT", "DELETED", "EXPIRED", "TIMEOUT", "DISCONNECTED", "DISABLED", "FALSE"];

    /// <summary>A state in the user's own colours, where the host shows colours; else as it is.</summary>
    /// <param name="state">The platform's word, or what a check said.</param>
    /// <param name="host">PowerShell's $Host.</param>
    /// <param name="style">PowerShell's $PSStyle.</param>
    public static string State(object? state, object? host, object? style)
    {
        var text = $"{state}";
        if (text.Length == 0 || !ShowsColour(host, style)) return text;

        var first = text.Split(' ', ':')[0];
        var colour = Good.Contains(first) ? Value(Value(style, "Foreground"), "Green")
            : Array.Exists(Bad, word => first.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                ? Value(Value(style, "Formatting"), "Error")
                : Value(Value(style, "Formatting"), "Warning");
        return $"{colour}{text}{Value(style, "Reset")}";
    }

    /// <summary>A peering's state, or how much is left of one that the platform does not know.</summary>
    public static string Peering(object? peering, object? host, object? style) =>
        Count(Value(peering, "Leftovers")) is > 0 and var left
            ? $"{left} left over" : State(Value(peering, "State"), host, style);

    /// <summary>How many things of each kind live in a sandbox.</summary>
    public static string Things(object? sandbox) => Bare(sandbox) is VpcSandbox world
        ? string.Join(", ", world.Inventory().GroupBy(item => item.Kind).Select(kind => $"{kind.Count()} {kind.Key}"))
        : "";

    /// <summary>What to do next with an object, in one line; the same for one that was read from a file.</summary>
    public static string Next(object? record)
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
        (Bare(items) as System.Collections.IEnumerable ?? Array.Empty<object>()).Cast<object?>()
            .Where(item => $"{Value(item, "IsOurs")}" == "True")
            .Select(item => $"{Value(item, "Kind")} {Value(item, "Name")}");

    private static string TypeName(object? record) =>
        record is null ? "" : PSObject.AsPSObject(record).TypeNames[0].Split('.')[^1];

    private static object? Bare(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    private static int Count(object? list) => Bare(list) is System.Collections.ICollection items ? items.Count : 0;

    private static bool ShowsColour(object? host, object? style) =>
        $"{Value(style, "OutputRendering")}" is not ("" or "PlainText")
        && Bare(host) is PSHost { UI.SupportsVirtualTerminal: true };

    // $PSStyle is younger than the reference assembly.
    private static object? Value(object? from, string property) =>
        from is null ? null : PSObject.AsPSObject(from).Properties[property]?.Value;
}
