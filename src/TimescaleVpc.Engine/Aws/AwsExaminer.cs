using TimescaleVpc.Engine.Diagnosis;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Aws;

/// <summary>Looks into the customer's side in AWS.</summary>
internal sealed class AwsExaminer(ItemContext context) : IExaminer
{
    public async Task<IReadOnlyList<PeeringFinding>> ExamineAsync(PeeringCase peeringCase, CancellationToken cancel)
    {
        var region = peeringCase.Peering.AwsRegion ?? "";
        var connections = await ReadAsync(
            "the peering connections", region,
            ec2 => ec2.DescribeVpcPeeringConnectionsAsync(Ec2Query.All, cancel), cancel);
        if (!connections.IsKnown) return [];
        return [.. AwsHalfCheck.Of(peeringCase, connections)];
    }

    public async Task<IReadOnlyList<string>?> RangesAsync(PeeringCase peeringCase, CancellationToken cancel)
    {
        var region = peeringCase.Peering.AwsRegion ?? "";
        var networks = await ReadAsync(
            "the VPCs", region, ec2 => ec2.DescribeVpcsAsync(Ec2Query.All, cancel), cancel);
        return networks.Value?.FirstOrDefault(vpc => Same(vpc.Id, peeringCase.Peering.AwsVpcId))?.Cidrs;
    }

    /// <summary>A list of a region, for all peerings with VPCs there.</summary>
    private Task<Reading<IReadOnlyList<T>>> ReadAsync<T>(
        string what, string region, Func<IEc2Api, Task<IReadOnlyList<T>>> read, CancellationToken cancel) =>
        context.ReadAsync(
            new(what, $"AWS in {region}"),
            async () => (IReadOnlyList<T>?)await read((await context.AwsAsync(cancel)).Ec2(region)), cancel);
}
