using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>Deletes a VPC that holds no service and no peering. It never detaches or disconnects by itself.</summary>
internal sealed class RemoveVpcStage(RemoveVpcRequest request, ISink sink) : Stage<RemoveVpcRequest>(request, sink)
{
    protected override async Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        var vpc = await VpcFinder.FindAsync((VpcRef)item!, context, cancel);
        var removal = new VpcRemoval(context, context.Platform(vpc.Platform));
        var removedVpc = await removal.RunAsync(vpc, Request.NoWait, cancel);
        if (removedVpc.Planned || Request.PassThru) Sink.Output(removedVpc);
    }
}
