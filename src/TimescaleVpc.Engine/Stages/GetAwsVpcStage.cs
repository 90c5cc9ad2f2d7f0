using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>Lists VPCs of the AWS account, with all their ranges.</summary>
internal sealed class GetAwsVpcStage(GetAwsVpcRequest request, ISink sink) : Stage<GetAwsVpcRequest>(request, sink)
{
    protected override async Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        var finder = new AwsVpcFinder(context);
        if (item is AwsVpcRef reference)
        {
            Sink.Output(await finder.FindAsync(reference, Request.AwsRegion.FirstOrDefault(), cancel));
            return;
        }

        var regions = Request.AwsRegion.Length > 0 ? Request.AwsRegion : new string?[] { null };
        if (Request.AwsVpcId.Length > 0)
        {
            // One that is missing does not hide the others.
            foreach (var id in Request.AwsVpcId)
                await GuardAsync(async () => Sink.Output(await FindAsync(finder, id, regions, cancel)), id, cancel);
            return;
        }

        var aws = await context.AwsAsync(cancel);
        foreach (var region in regions)
        {
            var ec2 = aws.Ec2(region);
            foreach (var vpc in (await ec2.DescribeVpcsAsync(Ec2Query.All, cancel))
                .OrderBy(vpc => vpc.Id, StringComparer.Ordinal))
            {
                if (Request.Name is null || Wildcard.Matches(Request.Name, vpc.Name ?? ""))
                    Sink.Output(finder.ToRecord(vpc, aws.AccountId, ec2.Region));
            }
        }
    }

    /// <summary>Looks in one region after the other; the error names the last.</summary>
    private static async Task<AwsVpc> FindAsync(AwsVpcFinder finder, string id, string?[] regions,
        CancellationToken cancel)
    {
        var reference = new AwsVpcRef(Text: id);
        foreach (var region in regions[..^1])
        {
            try
            {
                return await finder.FindAsync(reference, region, cancel);
            }
            catch (TimescaleVpcException error) when (error.ErrorId == Catalogue.AwsVpcNotFound.Id)
            {
                // Perhaps in the next one.
            }
        }

        return await finder.FindAsync(reference, regions[^1], cancel);
    }
}
