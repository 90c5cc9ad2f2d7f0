using System.Collections;
using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>
/// Writes a complete runbook for Azure Automation or another unattended host, and the rights that it needs, as data and
/// as a script.
/// </summary>
[Cmdlet(VerbsCommon.New, "VpcRunbook", DefaultParameterSetName = "Peer", SupportsShouldProcess = true)]
[OutputType(typeof(VpcRunbook))]
public sealed class NewVpcRunbookCommand : StageCommand
{
    /// <summary>The runbook to write, a file that ends in <c>.ps1</c>.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary> The cloud of your networks: Azure, for the managed service, or AWS, for Timescale Cloud. </summary>
    [Parameter]
    [ValidateSet("Azure", "AWS")]
    [Trimmed]
    public string Cloud { get; set; } = "Azure";

    /// <summary>A runbook that takes peerings back, instead of one that makes them.</summary>
    [Parameter(ParameterSetName = "Undo", Mandatory = true)]
    public SwitchParameter Undo { get; set; }

    /// <summary>A runbook that looks whether peerings are still as they were made, and fails if not.</summary>
    [Parameter(ParameterSetName = "Drift", Mandatory = true)]
    public SwitchParameter Drift { get; set; }

    /// <summary>
    /// Default values for the runbook's parameters, for example <c>@{ Vpc = 'prod'; VNet = 'Hub', 'Spoke' }</c>.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable DefaultValue { get; set; } = [];

    /// <summary>
    /// Tags that the runbook puts on what can carry one: in Azure the application, in AWS the peering connection and
    /// the security group.
    /// </summary>
    [Parameter(ParameterSetName = "Peer")]
    [ValidateNotNull]
    public Hashtable Tag { get; set; } = [];

    /// <summary>Overwrites files that are there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override StageRequest Request => new RunbookRequest().From(this) with
    {
        Path = SessionState.Path.GetUnresolvedProviderPathFromPSPath(Path),
        Templates = System.IO.Path.Combine(MyInvocation.MyCommand.Module.ModuleBase, "templates"),
        Defaults = Defaults,
    };

    private IReadOnlyDictionary<string, object?> Defaults
    {
        get
        {
            var defaults = (Dictionary<string, object?>)Plain(DefaultValue)!;
            if (Tag.Count > 0) defaults[nameof(Tag)] = Plain(Tag);
            return defaults;
        }
    }

    /// <summary>The value without PowerShell's wrappers, in lists and tables as well.</summary>
    private static object? Plain(object? value) => value switch
    {
        PSObject { BaseObject: PSCustomObject } data => data.Properties
            .ToDictionary(static property => property.Name, static property => Plain(property.Value)),
        PSObject wrapper => Plain(wrapper.BaseObject),
        IDictionary pairs => pairs.Keys.Cast<object>().ToDictionary(static key => $"{key}", key => Plain(pairs[key])),
        SwitchParameter flag => flag.IsPresent,
        string text => text,
        IEnumerable list => list.Cast<object?>().Select(Plain).ToArray(),
        _ => value,
    };
}
