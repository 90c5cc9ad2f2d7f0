using TimescaleVpc.Sandbox.Network;

namespace TimescaleVpc.Sandbox.Ec2;

/// <summary>Reads <c>IpPermissions</c> into single rules.</summary>
internal static class RuleRequest
{
    public static string[] Parameters { get; } =
    [
        "GroupId", "IpPermissions.N.IpProtocol", "IpPermissions.N.FromPort", "IpPermissions.N.ToPort",
        "IpPermissions.N.IpRanges.N.CidrIp", "IpPermissions.N.IpRanges.N.Description",
        "IpPermissions.N.Ipv6Ranges.N.CidrIpv6", "IpPermissions.N.Ipv6Ranges.N.Description",
        "IpPermissions.N.PrefixListIds.N.PrefixListId", "IpPermissions.N.PrefixListIds.N.Description",
        "IpPermissions.N.Groups.N.GroupId", "IpPermissions.N.Groups.N.UserId", "IpPermissions.N.Groups.N.Description",
    ];

    public static List<(RuleKey Key, string? Description)> Read(Ec2Request request) =>
        [.. request.Form.Items("IpPermissions").SelectMany(item => Read(request, item))];

    private static List<(RuleKey Key, string? Description)> Read(Ec2Request request, Ec2Form item)
    {
        var ports = Ports(item);
        List<(RuleKey Key, string? Description)> rules =
        [
            .. item.Items("IpRanges").Select(to => (ports with { Ipv4 = Range(to, "CidrIp") }, to.Text("Description"))),
            .. item.Items("Ipv6Ranges")
                .Select(to => (ports with { Ipv6 = Range(to, "CidrIpv6") }, to.Text("Description"))),
            .. item.Items("PrefixListIds")
                .Select(to => (ports with { PrefixList = to.Text("PrefixListId") }, to.Text("Description"))),
            .. item.Items("Groups").Select(to =>
                (ports with { GroupId = request.Group(to.Text("GroupId") ?? "").Id }, to.Text("Description"))),
        ];
        return rules.Count > 0
            ? rules
            : throw Ec2Errors.Missing("IpPermissions.IpRanges");
    }

    private static RuleKey Ports(Ec2Form item)
    {
        var protocol = (item.Text("IpProtocol") ?? throw Ec2Errors.Missing("IpProtocol")).ToLowerInvariant() switch
        {
            "6" => "tcp",
            "17" => "udp",
            "1" => "icmp",
            "all" => "-1",
            var other => other,
        };
        if (protocol is not ("-1" or "tcp" or "udp" or "icmp" or "icmpv6") && !byte.TryParse(protocol, out _))
            throw Malformed($"Invalid protocol: {protocol}");
        if (protocol is not ("tcp" or "udp")) return new RuleKey(protocol);
        if (!PortRange.TryPort(item.Text("FromPort"), out var from) ||
            !PortRange.TryPort(item.Text("ToPort"), out var to) || from > to)
            throw Ec2Errors.Value($"Invalid port range for {protocol}.");
        return new RuleKey(protocol, from, to);
    }

    private static string Range(Ec2Form item, string name)
    {
        var text = item.Text(name) ?? throw Ec2Errors.Missing(name);
        return Cidr.Canonical(text) ?? throw Ec2Errors.Value($"CIDR block {text} is malformed");
    }

    private static Sts.AwsRefusalException Malformed(string message) =>
        Ec2Errors.Refuse("InvalidPermission.Malformed", message);
}
