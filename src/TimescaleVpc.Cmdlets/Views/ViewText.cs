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
        ["ACTIVE", "RUNNING", "READY", "CONNECTED", "PASSED", "TRUE", "PAUSED", "AVAILABLE"],
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
    public static string Peering(object? peering, object? host, object? style) => Bare(peering) is VpcPeering known
        ? known.Leftovers.Length > 0 ? $"{known.Leftovers.Length} left over" : State(known.State, host, style)
        : "";

    /// <summary>How many things of each kind live in a sandbox.</summary>
    public static string Things(object? sandbox) => Bare(sandbox) is VpcSandbox world
        ? string.Join(", ", world.Inventory().GroupBy(item => item.Kind).Select(kind => $"{kind.Count()} {kind.Key}"))
        : "";

    /// <summary>What to do next with an object, in one line.</summary>
    public static string Next(object? record) => Bare(record) switch
    {
        Vpc { Planned: true } or AzurePeerGrant { Planned: true } or ServiceVpc { Planned: true }
            or PeeringUndo { Planned: true } => "Nothing was changed: run it without -WhatIf.",
        Vpc { State: not ("" or "ACTIVE") } vpc => $"The platform must act: the VPC is {vpc.State}.",
        Vpc { CloudName: { } cloud } when cloud.Contains("azure", StringComparison.OrdinalIgnoreCase) =>
            "Grant-AzurePeerRole -VNet NAME, then Add-VpcPeering.",
        Vpc => "Add-VpcPeering -AwsVpc ID.",
        AzurePeerGrant => "Add-VpcPeering.",
        ServiceVpc { State: var state } when !Good.Contains(state) => $"The service is {state}: wait until it runs.",
        ServiceVpc { VpcId: null } => "Set-ServiceVpc -Vpc NAME puts it into a VPC.",
        ServiceVpc => "Test-ServiceVpc.",
        PeeringUndo { IsComplete: true } => "Nothing.",
        PeeringUndo undo => (undo.Unfinished is { } why ? $"Not finished ({why}). " : "")
            + $"Left: {string.Join(", ", undo.After.Where(item => item.IsOurs))}. Run the same command again.",
        _ => "",
    };

    private static object? Bare(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    private static bool ShowsColour(object? host, object? style) =>
        $"{Value(style, "OutputRendering")}" is not ("" or "PlainText")
        && Bare(host) is PSHost { UI.SupportsVirtualTerminal: true };

    // $PSStyle is younger than the reference assembly.
    private static object? Value(object? from, string property) =>
        from is null ? null : PSObject.AsPSObject(from).Properties[property]?.Value;
}
