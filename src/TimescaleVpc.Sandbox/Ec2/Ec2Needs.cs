using TimescaleVpc.Sandbox.Sts;

namespace TimescaleVpc.Sandbox.Ec2;

/// <summary>The permissions of the actions that name resources, with the condition keys of their policies.</summary>
internal static class Ec2Needs
{
    public static IEnumerable<AwsNeed> Peering(Ec2Call call)
    {
        var id = call.Need("VpcPeeringConnectionId");
        var known = call.Aws.Peerings.Find(id);
        (string, string)[] context = known is null ? [] :
        [
            ("ec2:RequesterVpc", VpcArn(known.Requester)), ("ec2:AccepterVpc", VpcArn(known.Accepter)),
        ];
        yield return new AwsNeed($"ec2:{call.Action}", call.Arn("vpc-peering-connection", id), context);
        if (call.Action == "AcceptVpcPeeringConnection" && known is not null)
            yield return new AwsNeed("ec2:AcceptVpcPeeringConnection", VpcArn(known.Accepter));
    }

    public static IEnumerable<AwsNeed> Table(Ec2Call call) =>
        [Owned(call, call.Action, "route-table", call.Need("RouteTableId"))];

    public static IEnumerable<AwsNeed> Group(Ec2Call call) =>
        [Owned(call, call.Action, "security-group", call.Need("GroupId")), .. Tags(call, "security-group-rule")];

    public static IEnumerable<AwsNeed> NewGroup(Ec2Call call) =>
    [
        new("ec2:CreateSecurityGroup", call.Arn("security-group", "*")),
        .. call.Form.Text("VpcId") is { } vpc ? [new("ec2:CreateSecurityGroup", call.Arn("vpc", vpc))]
            : Array.Empty<AwsNeed>(),
        .. Tags(call, "security-group"),
    ];

    public static IEnumerable<AwsNeed> Interface(Ec2Call call) =>
    [
        Owned(call, call.Action, "network-interface", call.Need("NetworkInterfaceId")),
        .. call.Form.List("SecurityGroupId").Select(id => Owned(call, call.Action, "security-group", id)),
    ];

    public static IEnumerable<AwsNeed> Tagged(Ec2Call call) => call.Form.List("ResourceId")
        .Select(id => Owned(call, call.Action, TagActions.TypeOf(id) ?? "*", id))
        .Select(need => need with { Context = [.. need.Context, .. TagKeys(call.Form.Items("Tag"))] });

    private static IEnumerable<AwsNeed> Tags(Ec2Call call, string type)
    {
        var specifications = call.Form.Items("TagSpecification");
        return specifications.Count == 0 ? [] :
        [
            new AwsNeed("ec2:CreateTags", call.Arn(type, "*"),
            [
                ("ec2:CreateAction", call.Action), .. TagKeys(specifications.SelectMany(item => item.Items("Tag"))),
            ]),
        ];
    }

    private static IEnumerable<(string, string)> TagKeys(IEnumerable<Ec2Form> tags) =>
        tags.Select(tag => ("aws:TagKeys", tag.Text("Key") ?? ""));

    private static AwsNeed Owned(Ec2Call call, string action, string type, string id)
    {
        var known = call.Aws.Resources.FirstOrDefault(item => item.Id == id && call.Owns(item.Vpc));
        (string, string)[] context = known is null ? [] : [("ec2:Vpc", known.Vpc.Arn)];
        return new AwsNeed($"ec2:{action}", call.Arn(type, id), context);
    }

    private static string VpcArn(PeeringSide side) => $"arn:aws:ec2:{side.Region}:{side.Account}:vpc/{side.VpcId}";
}
