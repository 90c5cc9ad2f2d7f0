using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>Revokes the changes of Grant-AwsPeerEgress: its group, or its rule in a foreign group.</summary>
internal sealed class RevokeEgressStage(RevokeEgressRequest request, ISink sink) : Stage<RevokeEgressRequest>(request,
    sink)
{
    protected override async Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        var peering = await AwsPeerings.FindAsync(
            item, "a peering to take egress from", context, cancel);
        var ec2 = await context.Ec2Async(peering, cancel);
        var runner = new StepRunner(context, peering.Planned);
        await new EgressRevocation(peering, ec2, runner).RunAsync(Request.SecurityGroupId, cancel);

        if (runner.Steps.Count == 0) Sink.Verbose($"No rule of this module is left for {AwsPeerings.Name(peering)}.");
        if (runner.Planning) Sink.Output(peering.After(peering, runner));
        else if (Request.PassThru) Sink.Output((peering with { SecurityGroupId = null }).After(peering, runner));
    }
}
