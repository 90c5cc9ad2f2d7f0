using System.Xml.Linq;
using TimescaleVpc.Sandbox.Core;
using static TimescaleVpc.Sandbox.Ec2.Ec2Xml;

namespace TimescaleVpc.Sandbox.Ec2;

/// <summary>Network interfaces and the instances they are attached to.</summary>
internal static class InterfaceActions
{
    private static readonly Ec2Filter<NetworkInterface> Filter = new(
        new Dictionary<string, Func<NetworkInterface, IEnumerable<string?>>>
        {
            ["network-interface-id"] = item => [item.Id],
            ["vpc-id"] = item => [item.Vpc.Id],
            ["owner-id"] = item => [item.Vpc.Account],
            ["subnet-id"] = item => [item.Subnet.Id],
            ["group-id"] = item => item.Groups.Select(group => group.Id),
            ["group-name"] = item => item.Groups.Select(group => group.Name),
            ["attachment.instance-id"] = item => [item.InstanceId],
            ["private-ip-address"] = item => [item.Address],
            ["requester-managed"] = item => [item.IsRequesterManaged ? "true" : "false"],
            ["interface-type"] = _ => ["interface"],
            ["status"] = item => [Status(item)],
        }, item => item.Tags);

    private static readonly Ec2Filter<NetworkInterface> InstanceFilter = new(
        new Dictionary<string, Func<NetworkInterface, IEnumerable<string?>>>
        {
            ["instance-id"] = item => [item.InstanceId],
            ["vpc-id"] = item => [item.Vpc.Id],
            ["subnet-id"] = item => [item.Subnet.Id],
            ["instance-state-name"] = _ => ["running"],
            ["instance.group-id"] = item => item.Groups.Select(group => group.Id),
            ["private-ip-address"] = item => [item.Address],
        }, item => item.Tags);

    public static IReadOnlyList<Ec2Action> All { get; } =
    [
        Ec2Action.Describe("DescribeNetworkInterfaces", "NetworkInterfaceId", Describe),
        Ec2Action.Describe("DescribeInstances", "InstanceId", DescribeInstances),
        new("ModifyNetworkInterfaceAttribute", ["NetworkInterfaceId", "SecurityGroupId.N"], Modify)
        {
            Permissions = Ec2Permissions.Interface,
        },
    ];

    private static List<XElement?> Describe(Ec2Request request)
    {
        var interfaces = request.FindOrAll(
            request.Aws.Interfaces.Where(item => request.Owns(item.Vpc)), "NetworkInterfaceId", item => item.Id,
            NoInterface);
        var (items, next) = new Ec2Page(request, "NetworkInterfaceId").Of(Filter.Apply(request, interfaces));
        return [Set("networkInterfaceSet", items.Select(View)), Text("nextToken", next)];
    }

    private static List<XElement?> DescribeInstances(Ec2Request request)
    {
        var ownInterfaces = request.Aws.Interfaces.Where(item => request.Owns(item.Vpc) && item.InstanceId is not null);
        var interfaces = request.FindOrAll(
            ownInterfaces, "InstanceId", item => item.InstanceId!, id => Ec2Errors.Refuse(
                "InvalidInstanceID.NotFound", $"The instance ID '{id}' does not exist"));
        var (items, next) = new Ec2Page(request, "InstanceId").Of(InstanceFilter.Apply(request, interfaces));
        return [Set("reservationSet", items.Select(Reservation)), Text("nextToken", next)];
    }

    private static List<XElement?> Modify(Ec2Request request)
    {
        var id = request.Required("NetworkInterfaceId");
        var target = request.Aws.Interfaces.Find(item => item.Id == id && request.Owns(item.Vpc))
            ?? throw NoInterface(id);
        var groups = request.Form.List("SecurityGroupId").Distinct().Select(request.Group).ToList();
        if (groups.Count == 0) throw Ec2Errors.Missing("SecurityGroupId");
        if (groups.Find(group => group.Vpc != target.Vpc) is { } other) throw Ec2Errors.Refuse("InvalidGroup.NotFound",
            $"You have specified two resources that belong to different networks: {id} and {other.Id}");
        if (groups.Count > request.World.Settings.AwsGroupsPerInterface) throw Ec2Errors.Refuse(
            "SecurityGroupsPerInterfaceLimitExceeded",
            "The maximum number of security groups per interface has been reached.");
        if (target.IsRequesterManaged) throw Ec2Errors.Refuse("OperationNotPermitted",
            $"You are not allowed to manage the interface {id}: it belongs to another service.");
        // The set is complete: groups that it does not contain are detached from the interface.
        target.Groups.Clear();
        target.Groups.AddRange(groups);
        return [Done()];
    }

    private static XElement View(NetworkInterface item) => Item(
        Of("networkInterfaceId", item.Id),
        Of("subnetId", item.Subnet.Id),
        Of("vpcId", item.Vpc.Id),
        Of("availabilityZone", item.Subnet.Zone),
        Of("description", item.IsRequesterManaged ? "Made by another service" : ""),
        Of("ownerId", item.Vpc.Account),
        Of("requesterId", item.IsRequesterManaged ? "amazon-rds" : item.Vpc.Account),
        Flag("requesterManaged", item.IsRequesterManaged),
        Of("status", Status(item)),
        Of("macAddress", $"02:{string.Join(':', item.Id[^10..].Chunk(2).Select(pair => new string(pair)))}"),
        Of("privateIpAddress", item.Address),
        DnsName(item),
        Flag("sourceDestCheck", true),
        Groups(item),
        item.InstanceId is null ? null : Of("attachment",
            Of("attachmentId", item.Id.Replace("eni-", "eni-attach-", StringComparison.Ordinal)),
            Of("instanceId", item.InstanceId), Of("instanceOwnerId", item.Vpc.Account), Of("deviceIndex", 0),
            Of("status", "attached"), Of("attachTime", World.Start.Iso()), Flag("deleteOnTermination", true)),
        Tags(item.Tags),
        Of("privateIpAddressesSet", Item(
            Of("privateIpAddress", item.Address), DnsName(item), Flag("primary", true))),
        Of("ipv6AddressesSet"),
        Of("interfaceType", "interface"));

    private static XElement? DnsName(NetworkInterface item) => !item.Vpc.DnsHostnames ? null : Of("privateDnsName",
        $"ip-{item.Address.Replace('.', '-')}."
        + (item.Vpc.Region == "us-east-1" ? "ec2.internal" : $"{item.Vpc.Region}.compute.internal"));

    private static XElement Reservation(NetworkInterface item) => Item(
        Of("reservationId", item.InstanceId!.Replace("i-", "r-", StringComparison.Ordinal)),
        Of("ownerId", item.Vpc.Account),
        Of("instancesSet", Item(
            Of("instanceId", item.InstanceId),
            Of("instanceState", Of("code", 16), Of("name", "running")),
            Of("privateIpAddress", item.Address),
            Of("subnetId", item.Subnet.Id),
            Of("vpcId", item.Vpc.Id),
            Groups(item),
            Of("networkInterfaceSet", Item(
                Of("networkInterfaceId", item.Id), Of("subnetId", item.Subnet.Id), Of("vpcId", item.Vpc.Id),
                Groups(item), Of("privateIpAddress", item.Address))),
            TagsIfAny(item.Tags))));

    private static XElement Groups(NetworkInterface item) => Set("groupSet", item.Groups.Select(group =>
        Item(Of("groupId", group.Id), Of("groupName", group.Name))));

    private static string Status(NetworkInterface item) => item.InstanceId is null ? "available" : "in-use";

    private static Exception NoInterface(string id) => Ec2Errors.Refuse(
        "InvalidNetworkInterfaceID.NotFound", $"The networkInterface ID '{id}' does not exist");
}
