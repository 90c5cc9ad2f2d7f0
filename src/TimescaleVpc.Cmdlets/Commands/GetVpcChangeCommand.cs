using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>
/// Shows what the cmdlets of a session did, in order: when, what, to which ids, before and after, by whom, and with
/// which requests.
/// </summary>
[Cmdlet(VerbsCommon.Get, "VpcChange")]
[OutputType(typeof(VpcChange))]
public sealed class GetVpcChangeCommand : ReadingCommand
{
    private protected override StageRequest Request => Ask(new GetChangeRequest());
}
