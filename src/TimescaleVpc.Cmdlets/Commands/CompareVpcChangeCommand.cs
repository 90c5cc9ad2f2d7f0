using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>Shows where a plan and what was done differ; nothing comes out where they are equal.</summary>
[Cmdlet(VerbsData.Compare, "VpcChange")]
[OutputType(typeof(VpcChangeDifference))]
public sealed class CompareVpcChangeCommand : ReadingCommand
{
    /// <summary>The plan: objects that a cmdlet wrote under -WhatIf, or a file of Export-VpcChange, read.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ChangeTransformation]
    public VpcChange[] Plan { get; set; } = [];

    /// <summary>What was done: changes of Get-VpcChange. Without it all of the session's.</summary>
    [Parameter]
    [ChangeTransformation]
    public VpcChange[]? Change { get; set; }

    private protected override StageRequest Request => Ask(new CompareChangeRequest());

    private protected override IEnumerable<object?> Items => [Plan];
}
