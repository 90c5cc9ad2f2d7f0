using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>Lists VPCs.</summary>
internal sealed class GetVpcStage(GetVpcRequest request, ISink sink) : Stage<GetVpcRequest>(request, sink)
{
    protected override async Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        if (item is VpcRef reference)
        {
            Sink.Output(await VpcFinder.FindAsync(reference, context, cancel));
            return;
        }

        var all = await VpcFinder.ListAsync(context, cancel);
        var vpcs = all.Where(vpc => Fits(Request.VpcId, vpc.VpcId) && Fits(Request.CloudName, vpc.CloudName ?? "")
            && (Fits(Request.Name, vpc.Name ?? vpc.CloudName ?? "") || Fits(Request.Name, vpc.VpcId))).ToArray();

        // An exact name means one VPC. What comes out of a pattern may be none or many.
        var exactName = Exact(Request.VpcId) ?? Exact(Request.CloudName) ?? Exact(Request.Name);
        if (exactName is not null && vpcs.Length == 0)
        {
            throw Catalogue.VpcNotFound.For(
                exactName, VpcFinder.Projects(context), exactName, VpcFinder.List(exactName, all));
        }

        if (exactName is not null && vpcs.Length > 1)
        {
            throw Catalogue.VpcAmbiguous.For(
                exactName, VpcFinder.Projects(context), exactName, VpcFinder.List(exactName, vpcs));
        }

        foreach (var vpc in vpcs.OrderBy(vpc => vpc.Name ?? vpc.CloudName, StringComparer.Ordinal)) Sink.Output(vpc);
    }

    private static bool Fits(string? pattern, string text) => pattern is null || Wildcard.Matches(pattern, text);

    private static string? Exact(string? text) => text is null || Wildcard.Has(text) ? null : text;
}
