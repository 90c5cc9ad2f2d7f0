using Amazon.EC2.Model;
using Amazon.Runtime;

namespace TimescaleVpc.Engine.Aws;

/// <summary>
/// Turns the SDK's types into our records: a list that is not shown is empty, a blank text is null. An item without an
/// id is null.
/// </summary>
internal static class Ec2Reader
{
    public static Ec2Vpc? Vpc(Amazon.EC2.Model.Vpc item) => Text(item.VpcId) is not { } id ? null : new Ec2Vpc
    {
        Id = id,
        OwnerId = Text(item.OwnerId),
        State = Word(item.State),
        Cidrs = Distinct([
            item.CidrBlock,
            .. Of(item.CidrBlockAssociationSet).Where(range => IsLive(range.CidrBlockState))
                .Select(range => range.CidrBlock)]),
        IsDefault = item.IsDefault ?? false,
        Tags = Tags(item.Tags),
    };

    public static Ec2Peering? Peering(VpcPeeringConnection? item) =>
        Text(item?.VpcPeeringConnectionId) is not { } id ? null : new Ec2Peering
        {
            Id = id,
            Status = Word(item!.Status?.Code),
            StatusMessage = Text(item.Status?.Message),
            Expires = item.ExpirationTime is { } time ? new DateTimeOffset(time.ToUniversalTime()) : null,
            Requester = Side(item.RequesterVpcInfo),
            Accepter = Side(item.AccepterVpcInfo),
            Tags = Tags(item.Tags),
        };

    public static Ec2RouteTable? RouteTable(RouteTable item) =>
        Text(item.RouteTableId) is not { } id ? null : new Ec2RouteTable
        {
            Id = id,
            VpcId = Text(item.VpcId),
            Associations = [.. Of(item.Associations).Select(Association)],
            Routes = [.. Of(item.Routes).Select(Route)],
        };

    public static Ec2SecurityGroup? SecurityGroup(SecurityGroup item) =>
        Text(item.GroupId) is not { } id ? null : new Ec2SecurityGroup
        {
            Id = id,
            Name = Text(item.GroupName) ?? "",
            VpcId = Text(item.VpcId),
            Outbound = [.. Of(item.IpPermissionsEgress).Select(Permission)],
            Tags = Tags(item.Tags),
        };

    public static Ec2Subnet? Subnet(Subnet item) => Text(item.SubnetId) is not { } id ? null : new Ec2Subnet
    {
        Id = id,
        VpcId = Text(item.VpcId),
    };

    /// <summary>Null also where an entry does not say what it decides: it would change what the others mean.</summary>
    public static Ec2NetworkAcl? NetworkAcl(NetworkAcl item)
    {
        var entries = Each(item.Entries, AclEntry);
        return Text(item.NetworkAclId) is not { } id || entries.Length < Of(item.Entries).Count ? null
            : new Ec2NetworkAcl
            {
                Id = id,
                VpcId = Text(item.VpcId),
                SubnetIds = Texts(Of(item.Associations).Select(tie => tie.SubnetId)),
                Entries = entries,
            };
    }

    public static Ec2NetworkInterface? NetworkInterface(NetworkInterface item) =>
        Text(item.NetworkInterfaceId) is not { } id ? null : new Ec2NetworkInterface
        {
            Id = id,
            VpcId = Text(item.VpcId),
            IsRequesterManaged = item.RequesterManaged ?? false,
            InstanceId = Text(item.Attachment?.InstanceId),
            GroupIds = Texts(Of(item.Groups).Select(group => group.GroupId)),
        };

    /// <summary>Without white space around it; null if nothing is left.</summary>
    public static string? Text(string? text) => text?.Trim() is { Length: > 0 } trimmedText ? trimmedText : null;

    private static Ec2PeeringSide Side(VpcPeeringConnectionVpcInfo? item) => new()
    {
        OwnerId = Text(item?.OwnerId),
        VpcId = Text(item?.VpcId),
        Region = Text(item?.Region),
        Cidrs = Distinct([item?.CidrBlock, .. Of(item?.CidrBlockSet).Select(range => range.Cidr)]),
        AllowsDns = item?.PeeringOptions?.AllowDnsResolutionFromRemoteVpc,
    };

    private static Ec2Association Association(RouteTableAssociation item) => new()
    {
        IsMain = item.Main ?? false,
        SubnetId = Text(item.SubnetId),
        GatewayId = Text(item.GatewayId),
        State = Word(item.AssociationState?.State),
    };

    private static Ec2Route Route(Route item) => new()
    {
        Destination = Text(item.DestinationCidrBlock) ?? Text(item.DestinationIpv6CidrBlock)
            ?? Text(item.DestinationPrefixListId) ?? "",
        Target = Texts(
        [
            item.VpcPeeringConnectionId, item.GatewayId, item.NatGatewayId, item.TransitGatewayId,
            item.NetworkInterfaceId, item.InstanceId, item.EgressOnlyInternetGatewayId, item.LocalGatewayId,
            item.CarrierGatewayId, item.CoreNetworkArn, item.OdbNetworkArn,
        ]).FirstOrDefault() ?? "",
        PeeringId = Text(item.VpcPeeringConnectionId),
        State = Word(item.State),
        Origin = Text(item.Origin?.Value),
    };

    private static Ec2AclEntry? AclEntry(NetworkAclEntry item) =>
        item.RuleNumber is not { } number || item.Egress is not { } isEgress || Word(item.RuleAction).Length == 0 ? null
            : new Ec2AclEntry
            {
                Number = number,
                IsEgress = isEgress,
                Action = Word(item.RuleAction),
                Protocol = Protocol(item.Protocol),
                Cidr = Text(item.CidrBlock) ?? Text(item.Ipv6CidrBlock),
                Ports = item.PortRange is { From: { } from, To: { } to } ? new(from, to) : null,
            };

    private static Ec2Permission Permission(IpPermission item) => new()
    {
        Protocol = Protocol(item.IpProtocol),
        FromPort = item.FromPort,
        ToPort = item.ToPort,
        Ranges = Each(item.Ipv4Ranges, range => Range(range.CidrIp, range.Description)),
        Ipv6Ranges = Each(item.Ipv6Ranges, range => Range(range.CidrIpv6, range.Description)),
        PrefixListIds = Texts(Of(item.PrefixListIds).Select(list => list.Id)),
        GroupIds = Texts(Of(item.UserIdGroupPairs).Select(group => group.GroupId)),
    };

    private static Ec2Range? Range(string? cidr, string? description) =>
        Text(cidr) is { } range ? new Ec2Range(range, Text(description)) : null;

    private static string Protocol(string? protocol) => Text(protocol)?.ToLowerInvariant() ?? "-1";

    /// <summary>A range that is leaving or failed does not count; one in an unknown state does.</summary>
    private static bool IsLive(VpcCidrBlockState? state) =>
        Word(state?.State) is not ("disassociating" or "disassociated" or "failing" or "failed");

    /// <summary>A word of an enumeration, known or not, in lower case; empty if it is missing.</summary>
    private static string Word(ConstantClass? word) => Text(word?.Value)?.ToLowerInvariant() ?? "";

    /// <summary>The SDK has null for an empty list.</summary>
    private static List<T> Of<T>(List<T>? items) => items ?? [];

    private static T[] Each<TItem, T>(List<TItem>? items, Func<TItem, T?> read)
        where T : class => [.. Of(items).Select(read).OfType<T>()];

    private static string[] Texts(IEnumerable<string?> texts) => [.. texts.Select(Text).OfType<string>()];

    private static string[] Distinct(IEnumerable<string?> texts) =>
        [.. Texts(texts).Distinct(StringComparer.OrdinalIgnoreCase)];

    private static Dictionary<string, string> Tags(List<Tag>? items)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in Of(items))
        {
            if (Text(tag.Key) is { } key) tags[key] = Text(tag.Value) ?? "";
        }

        return tags;
    }
}
