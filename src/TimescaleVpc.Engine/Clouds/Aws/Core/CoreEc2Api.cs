using System.Xml.Linq;

namespace TimescaleVpc.Engine.Clouds.Aws.Core;

/// <summary>EC2 over the query client. An adapter of AWSSDK.EC2 would take its place, and no other.</summary>
internal sealed class CoreEc2Api(QueryTransport transport, bool dryRun = false) : IEc2Api
{
    private const int PageSize = 1000;

    /// <summary>What EC2 allows for route tables.</summary>
    private const int SmallPageSize = 100;

    /// <summary>Far above every quota: a server that never ends its list is broken.</summary>
    private const int MostPages = 1000;

    public string Region => transport.Region;

    public IEc2Api Rehearsal => dryRun ? this : new CoreEc2Api(transport, true);

    public Task<IReadOnlyList<Ec2Vpc>> DescribeVpcsAsync(Ec2Query query, CancellationToken cancel) =>
        DescribeAsync("DescribeVpcs", "VpcId", "vpcSet", query, Ec2Reader.Vpc, cancel);

    public Task<IReadOnlyList<Ec2Peering>> DescribeVpcPeeringConnectionsAsync(
        Ec2Query query, CancellationToken cancel) => DescribeAsync(
            "DescribeVpcPeeringConnections", "VpcPeeringConnectionId", "vpcPeeringConnectionSet", query,
            Ec2Reader.Peering, cancel);

    public Task<IReadOnlyList<Ec2RouteTable>> DescribeRouteTablesAsync(Ec2Query query, CancellationToken cancel) =>
        DescribeAsync(
            "DescribeRouteTables", "RouteTableId", "routeTableSet", query, Ec2Reader.RouteTable, cancel, SmallPageSize);

    public Task<IReadOnlyList<Ec2SecurityGroup>> DescribeSecurityGroupsAsync(
        Ec2Query query, CancellationToken cancel) => DescribeAsync(
            "DescribeSecurityGroups", "GroupId", "securityGroupInfo", query, Ec2Reader.SecurityGroup, cancel);

    public Task<IReadOnlyList<Ec2SecurityGroupRule>> DescribeSecurityGroupRulesAsync(
        Ec2Query query, CancellationToken cancel) => DescribeAsync(
            "DescribeSecurityGroupRules", "SecurityGroupRuleId", "securityGroupRuleSet", query, Ec2Reader.Rule, cancel);

    public Task<IReadOnlyList<Ec2Subnet>> DescribeSubnetsAsync(Ec2Query query, CancellationToken cancel) =>
        DescribeAsync("DescribeSubnets", "SubnetId", "subnetSet", query, Ec2Reader.Subnet, cancel);

    public Task<IReadOnlyList<Ec2NetworkInterface>> DescribeNetworkInterfacesAsync(
        Ec2Query query, CancellationToken cancel) => DescribeAsync(
            "DescribeNetworkInterfaces", "NetworkInterfaceId", "networkInterfaceSet", query,
            Ec2Reader.NetworkInterface, cancel);

    public async Task<Ec2Peering?> AcceptVpcPeeringConnectionAsync(string peeringId, CancellationToken cancel)
    {
        var answer = await ChangeAsync(
            QueryCall.Change("AcceptVpcPeeringConnection").Set("VpcPeeringConnectionId", peeringId), cancel);
        return Ec2Reader.Peering(answer.Child("vpcPeeringConnection"));
    }

    public Task RejectVpcPeeringConnectionAsync(string peeringId, CancellationToken cancel) => ChangeAsync(
        QueryCall.Change("RejectVpcPeeringConnection").Set("VpcPeeringConnectionId", peeringId), cancel);

    public Task DeleteVpcPeeringConnectionAsync(string peeringId, CancellationToken cancel) => ChangeAsync(
        QueryCall.Change("DeleteVpcPeeringConnection").Set("VpcPeeringConnectionId", peeringId), cancel);

    public Task ModifyVpcPeeringConnectionOptionsAsync(string peeringId, bool allowDns, CancellationToken cancel) =>
        ChangeAsync(
            QueryCall.Change("ModifyVpcPeeringConnectionOptions")
                .Set("VpcPeeringConnectionId", peeringId)
                .Set("AccepterPeeringConnectionOptions.AllowDnsResolutionFromRemoteVpc", allowDns),
            cancel);

    public Task CreateRouteAsync(string routeTableId, string destination, string peeringId, CancellationToken cancel) =>
        ChangeAsync(Route("CreateRoute", routeTableId, destination).Set("VpcPeeringConnectionId", peeringId), cancel);

    public Task ReplaceRouteAsync(
        string routeTableId, string destination, string peeringId, CancellationToken cancel) =>
        ChangeAsync(Route("ReplaceRoute", routeTableId, destination).Set("VpcPeeringConnectionId", peeringId), cancel);

    public Task DeleteRouteAsync(string routeTableId, string destination, CancellationToken cancel) =>
        ChangeAsync(Route("DeleteRoute", routeTableId, destination), cancel);

    public async Task<string> CreateSecurityGroupAsync(Ec2NewGroup group, CancellationToken cancel)
    {
        var call = QueryCall.Change("CreateSecurityGroup")
            .Set("GroupName", group.Name)
            .Set("GroupDescription", group.Description)
            .Set("VpcId", group.VpcId)
            .TagNew("security-group", group.Tags);
        var answer = await ChangeAsync(call, cancel);
        return answer.Text("groupId") ?? (dryRun ? "" : throw transport.Unreadable(call));
    }

    public async Task<IReadOnlyList<Ec2SecurityGroupRule>> AuthorizeSecurityGroupEgressAsync(
        string groupId, IReadOnlyList<Ec2Permission> permissions, IReadOnlyDictionary<string, string>? tags,
        CancellationToken cancel)
    {
        var call = QueryCall.Change("AuthorizeSecurityGroupEgress")
            .Set("GroupId", groupId).Permissions(permissions).TagNew("security-group-rule", tags);
        var answer = await ChangeAsync(call, cancel);
        return [.. answer.Items("securityGroupRuleSet").Select(Ec2Reader.Rule).OfType<Ec2SecurityGroupRule>()];
    }

    public Task RevokeSecurityGroupEgressAsync(
        string groupId, IReadOnlyList<Ec2Permission> permissions, CancellationToken cancel) => ChangeAsync(
            QueryCall.Change("RevokeSecurityGroupEgress").Set("GroupId", groupId).Permissions(permissions), cancel);

    public Task RevokeSecurityGroupEgressAsync(
        string groupId, IReadOnlyList<string> ruleIds, CancellationToken cancel) => ChangeAsync(
            QueryCall.Change("RevokeSecurityGroupEgress").Set("GroupId", groupId).List("SecurityGroupRuleId", ruleIds),
            cancel);

    public Task DeleteSecurityGroupAsync(string groupId, CancellationToken cancel) =>
        ChangeAsync(QueryCall.Change("DeleteSecurityGroup").Set("GroupId", groupId), cancel);

    public Task CreateTagsAsync(
        IReadOnlyList<string> resourceIds, IReadOnlyDictionary<string, string> tags, CancellationToken cancel) =>
        ChangeAsync(QueryCall.Change("CreateTags").List("ResourceId", resourceIds).Tags("Tag", tags), cancel);

    public Task ModifyNetworkInterfaceAttributeAsync(
        string interfaceId, IReadOnlyList<string> groupIds, CancellationToken cancel) => ChangeAsync(
            QueryCall.Change("ModifyNetworkInterfaceAttribute")
                .Set("NetworkInterfaceId", interfaceId).List("SecurityGroupId", groupIds),
            cancel);

    private static QueryCall Route(string action, string routeTableId, string destination) =>
        QueryCall.Change(action).Set("RouteTableId", routeTableId).Set(
            destination.Contains(':', StringComparison.Ordinal) ? "DestinationIpv6CidrBlock" : "DestinationCidrBlock",
            destination);

    /// <summary>A permitted rehearsal ends in an error of its own, and changes nothing.</summary>
    private async Task<XElement?> ChangeAsync(QueryCall call, CancellationToken cancel)
    {
        if (!dryRun) return await transport.SendAsync(call, cancel);
        var rehearsal = QueryCall.Read(call.Action);
        foreach (var (name, value) in call.Parameters) rehearsal.Set(name, value);
        try
        {
            return await transport.SendAsync(rehearsal.Set("DryRun", true), cancel);
        }
        catch (Ec2Exception permitted) when (permitted.Is(Ec2Codes.DryRunOperation))
        {
            return null;
        }
    }

    private async Task<IReadOnlyList<T>> DescribeAsync<T>(
        string action, string idName, string set, Ec2Query query, Func<XElement, T?> read, CancellationToken cancel,
        int pageSize = PageSize)
        where T : class, IEc2Resource
    {
        var wanted = Ec2Checks.For<T>(query);
        var found = new Dictionary<string, T>(StringComparer.OrdinalIgnoreCase);
        var tokens = new HashSet<string>(StringComparer.Ordinal);
        string? token = null;
        do
        {
            var call = QueryCall.Read(action).Query(idName, query).Set("NextToken", token);
            // EC2 refuses a page size together with ids.
            if (query.Ids.Count == 0) call.Set("MaxResults", pageSize);
            var answer = await transport.SendAsync(call, cancel);
            if (answer.Child(set) is null) throw transport.Unreadable(call);
            // A list may shift between two pages and show an item twice: the later one is fresher.
            foreach (var item in answer.Items(set).Select(item => read(item) ?? throw transport.Unreadable(call)))
                found[item.Id] = item;

            token = answer.Text("nextToken");
            if (token is not null && (!tokens.Add(token) || tokens.Count > MostPages)) throw transport.Unreadable(call);
        }
        while (token is not null);

        return [.. found.Values.Where(wanted)];
    }
}
