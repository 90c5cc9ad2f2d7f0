using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>Makes a VPC, or adopts the one that is there, and waits until it can be used.</summary>
internal sealed class NewVpcStage(NewVpcRequest request, ISink sink) : Stage<NewVpcRequest>(request, sink)
{
    protected override async Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        var platform = context.Platforms().FirstOrDefault(item => item.Takes(Request))
            ?? context.Platform(PlatformNames.WithVpcNames);
        Sink.Output(await new VpcMaker(context, platform).MakeAsync(Request, cancel));
    }
}
