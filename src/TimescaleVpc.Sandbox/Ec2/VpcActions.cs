using System.Xml.Linq;
using static TimescaleVpc.Sandbox.Ec2.Ec2Xml;

namespace TimescaleVpc.Sandbox.Ec2;

/// <summary>Describes VPCs, subnets and regions; the sandbox creates none of them through the API.</summary>
internal static class VpcActions
{
    private static readonly Ec2Filter<Ec2Vpc> VpcFilter = new(
        new Dictionary<string, Func<Ec2Vpc, IEnumerable<string?>>>
        {
            ["vpc-id"] = item => [item.Id],
            ["owner-id"] = item => [item.Account],
            ["state"] = _ => ["available"],
            ["cidr"] = item => [item.Cidrs.First()],
            ["cidr-block-association.cidr-block"] = item => item.Cidrs,
            ["cidr-block-association.association-id"] = item => item.Ranges.Select(range => range.AssociationId),
            ["cidr-block-association.state"] = _ => ["associated"],
            ["is-default"] = _ => ["false"],
            ["dhcp-options-id"] = _ => ["default"],
        }, item => item.Tags);

    private static readonly Ec2Filter<AwsSubnet> SubnetFilter = new(
        new Dictionary<string, Func<AwsSubnet, IEnumerable<string?>>>
        {
            ["subnet-id"] = item => [item.Id],
            ["vpc-id"] = item => [item.Vpc.Id],
            ["owner-id"] = item => [item.Vpc.Account],
            ["state"] = _ => ["available"],
            ["cidr"] = item => [item.Cidr],
            ["cidr-block"] = item => [item.Cidr],
            ["availability-zone"] = item => [item.Zone],
            ["default-for-az"] = _ => ["false"],
        }, item => item.Tags);

    public static IReadOnlyList<Ec2Action> All { get; } =
    [
        Ec2Action.Describe("DescribeVpcs", "VpcId", DescribeVpcs),
        Ec2Action.Describe("DescribeSubnets", "SubnetId", DescribeSubnets),
        new("DescribeVpcAttribute", ["VpcId", "Attribute"], DescribeAttribute),
        new("DescribeRegions", ["RegionName.N", "Filter.N.Name", "Filter.N.Value.N", "AllRegions"], DescribeRegions),
    ];

    private static List<XElement?> DescribeVpcs(Ec2Request request)
    {
        var vpcs = request.FindOrAll(request.Aws.Vpcs.Where(request.Owns), "VpcId", item => item.Id, Ec2Errors.NoVpc);
        var (items, next) = new Ec2Page(request, "VpcId").Of(VpcFilter.Apply(request, vpcs));
        return [Set("vpcSet", items.Select(View)), Text("nextToken", next)];
    }

    private static XElement View(Ec2Vpc item) => Item(
        Of("vpcId", item.Id),
        Of("ownerId", item.Account),
        Of("state", "available"),
        Of("cidrBlock", item.Cidrs.First()),
        Set("cidrBlockAssociationSet", item.Ranges.Select(range => Item(
            Of("cidrBlock", range.Cidr),
            Of("associationId", range.AssociationId),
            Of("cidrBlockState", Of("state", "associated"))))),
        item.Ipv6Ranges.Count == 0 ? null : Set("ipv6CidrBlockAssociationSet", item.Ipv6Ranges.Select(cidr => Item(
            Of("ipv6CidrBlock", cidr), Of("ipv6CidrBlockState", Of("state", "associated"))))),
        Of("dhcpOptionsId", "default"),
        TagsIfAny(item.Tags),
        Of("instanceTenancy", "default"),
        Flag("isDefault", false));

    private static List<XElement?> DescribeSubnets(Ec2Request request)
    {
        var subnets = request.FindOrAll(
            request.Aws.Subnets.Where(item => request.Owns(item.Vpc)), "SubnetId", item => item.Id,
            id => Ec2Errors.Refuse("InvalidSubnetID.NotFound", $"The subnet ID '{id}' does not exist"));
        var (items, next) = new Ec2Page(request, "SubnetId").Of(SubnetFilter.Apply(request, subnets));
        return [Set("subnetSet", items.Select(View)), Text("nextToken", next)];
    }

    private static XElement View(AwsSubnet item) => Item(
        Of("subnetId", item.Id),
        Of("subnetArn", $"arn:aws:ec2:{item.Vpc.Region}:{item.Vpc.Account}:subnet/{item.Id}"),
        Of("state", "available"),
        Of("ownerId", item.Vpc.Account),
        Of("vpcId", item.Vpc.Id),
        Of("cidrBlock", item.Cidr),
        Of("ipv6CidrBlockAssociationSet"),
        Of("availableIpAddressCount", 200),
        Of("availabilityZone", item.Zone),
        Of("availabilityZoneId",
            $"{item.Zone.Replace("-", "", StringComparison.Ordinal)[..^1]}-az{item.Zone[^1] - 'a' + 1}"),
        Flag("defaultForAz", false),
        Flag("mapPublicIpOnLaunch", false),
        TagsIfAny(item.Tags),
        Flag("assignIpv6AddressOnCreation", false),
        Flag("mapCustomerOwnedIpOnLaunch", false),
        Flag("enableDns64", false),
        Flag("ipv6Native", false),
        Of("privateDnsNameOptionsOnLaunch",
            Of("hostnameType", "ip-name"), Flag("enableResourceNameDnsARecord", false),
            Flag("enableResourceNameDnsAAAARecord", false)),
        Of("blockPublicAccessStates", Of("internetGatewayBlockMode", "off")));

    private static List<XElement?> DescribeAttribute(Ec2Request request)
    {
        var vpc = request.Vpc(request.Required("VpcId"));
        var name = request.Required("Attribute");
        bool? value = name switch
        {
            "enableDnsHostnames" => vpc.DnsHostnames,
            "enableDnsSupport" => vpc.DnsSupport,
            _ => null,
        };
        return value is { } flag
            ? [Of("vpcId", vpc.Id), Of(name, Flag("value", flag))]
            : throw Ec2Errors.Value($"Value ({name}) for parameter attribute is invalid. Unknown attribute.");
    }

    private static List<XElement?> DescribeRegions(Ec2Request request)
    {
        var all = Ec2Regions.Enabled.Concat(request.Form.Flag("AllRegions") == true ? Ec2Regions.NotOptedIn : []);
        var regions = request.FindOrAll(
            all.Order(StringComparer.Ordinal), "RegionName", name => name,
            name => Ec2Errors.Refuse("InvalidParameterValue", $"Invalid region provided: '{name}'"));
        var filter = new Ec2Filter<string>(new Dictionary<string, Func<string, IEnumerable<string?>>>
        {
            ["region-name"] = name => [name],
            ["endpoint"] = name => [$"ec2.{name}.amazonaws.com"],
            ["opt-in-status"] = name => [OptIn(name)],
        }, _ => new Dictionary<string, string>());
        return
        [
            Set("regionInfo", filter.Apply(request, regions).Select(name => Item(
                Of("regionName", name), Of("regionEndpoint", $"ec2.{name}.amazonaws.com"),
                Of("optInStatus", OptIn(name))))),
        ];
    }

    private static string OptIn(string region) => Ec2Regions.NotOptedIn.Contains(region) ? "not-opted-in"
        : region == "eu-central-2" ? "opted-in" : "opt-in-not-required";
}
