using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>Makes a VPC, or adopts the one that is there, and waits until it can be used.</summary>
internal sealed class NewVpcStage(NewVpcRequest request, ISink sink) : Stage<NewVpcRequest>(request, sink)
{
    protected override async Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        // A name decides: not all platforms have one for a VPC.
        var platform = context.Platforms().FirstOrDefault(item =>
            Request.Name is null || item.RenameVpcStep is not null)
            ?? context.Platform(PlatformNames.TimescaleCloud);
        Sink.Output(await new VpcMaker(context, platform).MakeAsync(Request, cancel));
    }
}
