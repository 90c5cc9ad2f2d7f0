using Amazon.EC2;
using Amazon.Runtime;

namespace TimescaleVpc.Engine.Aws;

/// <content>The lists.</content>
internal sealed partial class Ec2Api
{
    /// <summary>Filters: vpc-id.</summary>
    public Task<IReadOnlyList<Ec2Vpc>> DescribeVpcsAsync(Ec2Query query, CancellationToken cancel) => ListAsync(
        query,
        (ec2, page) => ec2.DescribeVpcsAsync(
            new() { VpcIds = page.Ids, Filters = page.Filters, MaxResults = page.Size, NextToken = page.Token },
            cancel),
        answer => (answer.Vpcs, answer.NextToken), Ec2Reader.Vpc, cancel);

    /// <summary>Whether the resolver of a VPC answers (DNS support), which instances there use by default.</summary>
    public async Task<bool> ResolvesNamesAsync(string vpcId, CancellationToken cancel)
    {
        var answer = await transport.ReadAsync(
            ec2 => ec2.DescribeVpcAttributeAsync(
                new() { VpcId = vpcId, Attribute = VpcAttributeName.EnableDnsSupport }, cancel),
            cancel);
        return answer.EnableDnsSupport ?? throw transport.Unreadable(answer);
    }

    /// <summary>
    /// Filters: status-code, accepter-vpc-info.vpc-id. Dead entries are shown beside a live one.
    /// </summary>
    public Task<IReadOnlyList<Ec2Peering>> DescribeVpcPeeringConnectionsAsync(
        Ec2Query query, CancellationToken cancel) => ListAsync(
        query,
        (ec2, page) => ec2.DescribeVpcPeeringConnectionsAsync(
            new()
            {
                VpcPeeringConnectionIds = page.Ids, Filters = page.Filters, MaxResults = page.Size,
                NextToken = page.Token,
            },
            cancel),
        answer => (answer.VpcPeeringConnections, answer.NextToken), Ec2Reader.Peering, cancel);

    /// <summary>Filters: vpc-id.</summary>
    public Task<IReadOnlyList<Ec2RouteTable>> DescribeRouteTablesAsync(
        Ec2Query query, CancellationToken cancel) => ListAsync(
        query,
        (ec2, page) => ec2.DescribeRouteTablesAsync(
            new()
            {
                RouteTableIds = page.Ids, Filters = page.Filters, MaxResults = page.SmallSize, NextToken = page.Token,
            },
            cancel),
        answer => (answer.RouteTables, answer.NextToken), Ec2Reader.RouteTable, cancel);

    /// <summary>Filters: vpc-id.</summary>
    public Task<IReadOnlyList<Ec2SecurityGroup>> DescribeSecurityGroupsAsync(
        Ec2Query query, CancellationToken cancel) => ListAsync(
        query,
        (ec2, page) => ec2.DescribeSecurityGroupsAsync(
            new() { GroupIds = page.Ids, Filters = page.Filters, MaxResults = page.Size, NextToken = page.Token },
            cancel),
        answer => (answer.SecurityGroups, answer.NextToken), Ec2Reader.SecurityGroup, cancel);

    /// <summary>Filters: vpc-id.</summary>
    public Task<IReadOnlyList<Ec2Subnet>> DescribeSubnetsAsync(Ec2Query query, CancellationToken cancel) => ListAsync(
        query,
        (ec2, page) => ec2.DescribeSubnetsAsync(
            new() { SubnetIds = page.Ids, Filters = page.Filters, MaxResults = page.Size, NextToken = page.Token },
            cancel),
        answer => (answer.Subnets, answer.NextToken), Ec2Reader.Subnet, cancel);

    /// <summary>Filters: vpc-id.</summary>
    public Task<IReadOnlyList<Ec2NetworkAcl>> DescribeNetworkAclsAsync(
        Ec2Query query, CancellationToken cancel) => ListAsync(
        query,
        (ec2, page) => ec2.DescribeNetworkAclsAsync(
            new() { NetworkAclIds = page.Ids, Filters = page.Filters, MaxResults = page.Size, NextToken = page.Token },
            cancel),
        answer => (answer.NetworkAcls, answer.NextToken), Ec2Reader.NetworkAcl, cancel);

    /// <summary>Filters: vpc-id, group-id.</summary>
    public Task<IReadOnlyList<Ec2NetworkInterface>> DescribeNetworkInterfacesAsync(
        Ec2Query query, CancellationToken cancel) => ListAsync(
        query,
        (ec2, page) => ec2.DescribeNetworkInterfacesAsync(
            new()
            {
                NetworkInterfaceIds = page.Ids, Filters = page.Filters, MaxResults = page.Size, NextToken = page.Token,
            },
            cancel),
        answer => (answer.NetworkInterfaces, answer.NextToken), Ec2Reader.NetworkInterface, cancel);

    private async Task<IReadOnlyList<TRecord>> ListAsync<TAnswer, TItem, TRecord>(
        Ec2Query query, Func<SessionEc2Client, Ec2Page, Task<TAnswer>> call,
        Func<TAnswer, (List<TItem>? Items, string? Next)> unwrap, Func<TItem, TRecord?> read, CancellationToken cancel)
        where TAnswer : AmazonWebServiceResponse
        where TRecord : class, IEc2Resource
    {
        var check = query.Check<TRecord>();
        var recordsById = new Dictionary<string, TRecord>(StringComparer.OrdinalIgnoreCase);
        var page = new Ec2Page(query);
        do
        {
            var answer = await transport.ReadAsync(ec2 => call(ec2, page), cancel);
            var (items, next) = unwrap(answer);
            // A list may shift between two pages and show an item twice: the later one is fresher.
            foreach (var item in (items ?? []).Select(item => read(item) ?? throw transport.Unreadable(answer)))
                recordsById[item.Id] = item;

            if (!page.Turn(Ec2Reader.Text(next))) throw transport.Unreadable(answer);
        }
        while (page.Token is not null);

        return [.. recordsById.Values.Where(check)];
    }
}
