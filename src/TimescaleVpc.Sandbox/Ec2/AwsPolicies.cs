using TimescaleVpc.Sandbox.Sts;

namespace TimescaleVpc.Sandbox.Ec2;

/// <summary>The identity policies of the default world.</summary>
internal static class AwsPolicies
{
    private static readonly string[] Any = ["*"];

    private static readonly string[] Reads =
    [
        "ec2:DescribeVpcs", "ec2:DescribeVpcPeeringConnections", "ec2:DescribeRouteTables", "ec2:DescribeSubnets",
        "ec2:DescribeSecurityGroups", "ec2:DescribeSecurityGroupRules", "ec2:DescribeNetworkInterfaces",
    ];

    private static readonly string[] MoreReads =
    [
        "ec2:DescribeInstances", "ec2:DescribeNetworkAcls", "ec2:DescribeTags", "ec2:DescribeRegions",
        "ec2:DescribeVpcAttribute",
    ];

    private static readonly string[] Writes =
    [
        "ec2:AcceptVpcPeeringConnection", "ec2:RejectVpcPeeringConnection", "ec2:DeleteVpcPeeringConnection",
        "ec2:ModifyVpcPeeringConnectionOptions", "ec2:CreateVpcPeeringConnection", "ec2:CreateRoute",
        "ec2:ReplaceRoute", "ec2:DeleteRoute", "ec2:CreateSecurityGroup", "ec2:AuthorizeSecurityGroupEgress",
        "ec2:RevokeSecurityGroupEgress", "ec2:DeleteSecurityGroup", "ec2:CreateTags", "ec2:DeleteTags",
        "ec2:ModifyNetworkInterfaceAttribute", "sts:AssumeRole", "sts:DecodeAuthorizationMessage",
    ];

    /// <summary>No condition helps a careless client here: it can accept a stranger's request.</summary>
    public static List<PolicyStatement> Admin() => [new([.. Reads, .. MoreReads, .. Writes], Any)];

    public static List<PolicyStatement> Reader() => [new(["ec2:Describe*"], Any)];

    /// <summary>The least that the product needs, with the conditions that AWS's own samples have.</summary>
    public static List<PolicyStatement> Least(string account, string vendor)
    {
        string Arn(string type) => $"arn:aws:ec2:*:{account}:{type}/*";
        var inOwnVpc = new PolicyCondition("ArnLike", "ec2:Vpc", [Arn("vpc")]);
        return
        [
            new([.. Reads, .. MoreReads], Any),
            new(Writes[..4], [Arn("vpc-peering-connection")],
                new PolicyCondition("ArnLike", "ec2:RequesterVpc", [$"arn:aws:ec2:*:{vendor}:vpc/*"])),
            new(["ec2:AcceptVpcPeeringConnection"], [Arn("vpc")]),
            new(["ec2:CreateRoute", "ec2:ReplaceRoute", "ec2:DeleteRoute"], [Arn("route-table")], inOwnVpc),
            new(["ec2:CreateSecurityGroup"], [Arn("security-group"), Arn("vpc")]),
            new(
                ["ec2:AuthorizeSecurityGroupEgress", "ec2:RevokeSecurityGroupEgress", "ec2:DeleteSecurityGroup"],
                [Arn("security-group")], inOwnVpc),
            new(["ec2:CreateTags"],
                [Arn("security-group"), Arn("security-group-rule"), Arn("vpc-peering-connection")]),
            new(["ec2:ModifyNetworkInterfaceAttribute"], [Arn("network-interface"), Arn("security-group")]),
        ];
    }
}
