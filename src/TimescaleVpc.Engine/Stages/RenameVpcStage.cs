using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>
/// Renames a VPC, where the platform gives VPCs a name. The managed service gives none, and a name that lives in this
/// module only would mislead.
/// </summary>
internal sealed class RenameVpcStage(RenameVpcRequest request, ISink sink) : Stage<RenameVpcRequest>(request, sink)
{
    protected override async Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        var vpc = await VpcFinder.FindAsync((VpcRef)item!, context, cancel);
        var platform = context.Platform(vpc.Platform);
        if (platform.RenameVpcStep is not { } kind) throw Catalogue.RenameNotSupported.For(vpc.VpcId, vpc);

        var runner = new StepRunner(context, vpc.Planned);
        if (!string.Equals(vpc.Name, Request.NewName, StringComparison.Ordinal))
        {
            await runner.DoAsync(
                kind.On($"{vpc.Name} ({vpc.VpcId}) to {Request.NewName}", vpc.Name, Request.NewName),
                () => platform.RenameVpcAsync(vpc.VpcId, Request.NewName, cancel), cancel);
        }

        Sink.Output((vpc with { Name = runner.Planning ? vpc.Name : Request.NewName }).After(runner));
    }
}
