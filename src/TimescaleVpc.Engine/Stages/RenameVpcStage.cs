using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.TimescaleCloud;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>Renames a VPC, where the platform gives VPCs a name.</summary>
internal sealed class RenameVpcStage(RenameVpcRequest request, ISink sink) : Stage<RenameVpcRequest>(request, sink)
{
    protected override async Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        var vpc = await VpcFinder.FindAsync((VpcRef)item!, context, cancel);
        if (vpc.Platform == PlatformNames.TimescaleCloud)
            Sink.Output(await new TigerVpcChanger(context).RenameAsync(vpc, Request.NewName, cancel));
        else
            throw Catalogue.RenameNotSupported.For(vpc.VpcId, vpc.VpcId);
    }
}
