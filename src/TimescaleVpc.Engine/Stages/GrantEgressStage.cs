using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>Lets traffic of a peering out to the service.</summary>
internal sealed class GrantEgressStage(GrantEgressRequest request, ISink sink)
    : Stage<GrantEgressRequest>(request, sink)
{
    protected override async Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        var tags = AwsTags.Of(Request.Tag, AwsNames.NameKey);
        var peering = await AwsPeerings.FindAsync(item, "a peering to let traffic out to", context, cancel);
        var ec2 = await context.Ec2Async(peering, cancel);
        var runner = new StepRunner(context, peering.Planned);
        var group = await new EgressGrant(Request, tags, peering, ec2, runner).RunAsync(cancel);
        if (runner.Steps.Count == 0) Sink.Verbose($"{group?.Id} lets the traffic out; nothing to change.");
        Sink.Output((peering with { SecurityGroupId = group?.Id }).After(peering, runner));
    }
}
