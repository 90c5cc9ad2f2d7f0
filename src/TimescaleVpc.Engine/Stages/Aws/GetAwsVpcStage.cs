using TimescaleVpc.Engine.Clouds.Aws;

namespace TimescaleVpc.Engine.Stages.Aws;

/// <summary>Lists VPCs of the AWS account, with all their ranges.</summary>
internal sealed class GetAwsVpcStage(GetAwsVpcRequest request, ISink sink) : Stage<GetAwsVpcRequest>(request, sink)
{
    protected override async Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        var finder = new AwsVpcFinder(context);
        var regions = Request.Region.Length > 0 ? Request.Region : new string?[] { null };
        if (Request.AwsVpcId.Length > 0)
        {
            foreach (var id in Request.AwsVpcId)
                Sink.Output(await finder.FindAsync(new AwsVpcRef(null, id), regions[0], null, cancel));
            return;
        }

        var aws = await context.AwsAsync(cancel);
        foreach (var region in regions)
        {
            var ec2 = aws.Ec2(region);
            foreach (var vpc in (await ec2.DescribeVpcsAsync(Ec2Query.All, cancel)).OrderBy(vpc => vpc.Id, StringComparer.Ordinal))
            {
                if (Request.Name is null || Wildcard.Matches(Request.Name, vpc.Name ?? ""))
                    Sink.Output(finder.ToRecord(vpc, aws.AccountId, ec2.Region));
            }
        }
    }
}
