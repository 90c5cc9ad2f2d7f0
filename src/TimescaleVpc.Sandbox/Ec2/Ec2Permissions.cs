using TimescaleVpc.Sandbox.Sts;

namespace TimescaleVpc.Sandbox.Ec2;

/// <summary>The permissions of the actions that name resources, with the condition keys of their policies.</summary>
internal static class Ec2Permissions
{
    public static IEnumerable<AwsPermission> Peering(Ec2Request request)
    {
        var id = request.Required("VpcPeeringConnectionId");
        var peering = request.Aws.Peerings.Find(id);
        (string, string)[] context = peering is null ? [] :
        [
            ("ec2:RequesterVpc", VpcArn(peering.Requester)), ("ec2:AccepterVpc", VpcArn(peering.Accepter)),
        ];
        yield return new AwsPermission($"ec2:{request.Action}", request.Arn("vpc-peering-connection", id), context);
        if (request.Action == "AcceptVpcPeeringConnection" && peering is not null)
            yield return new AwsPermission("ec2:AcceptVpcPeeringConnection", VpcArn(peering.Accepter));
    }

    public static IEnumerable<AwsPermission> Table(Ec2Request request) =>
        [Owned(request, request.Action, "route-table", request.Required("RouteTableId"))];

    public static IEnumerable<AwsPermission> Group(Ec2Request request) =>
    [
        Owned(request, request.Action, "security-group", request.Required("GroupId")),
        .. Tags(request, "security-group-rule"),
    ];

    public static IEnumerable<AwsPermission> NewGroup(Ec2Request request) =>
    [
        new("ec2:CreateSecurityGroup", request.Arn("security-group", "*")),
        .. request.Form.Text("VpcId") is { } vpc ? [new("ec2:CreateSecurityGroup", request.Arn("vpc", vpc))]
            : Array.Empty<AwsPermission>(),
        .. Tags(request, "security-group"),
    ];

    public static IEnumerable<AwsPermission> Interface(Ec2Request request) =>
    [
        Owned(request, request.Action, "network-interface", request.Required("NetworkInterfaceId")),
        .. request.Form.List("SecurityGroupId").Select(id => Owned(request, request.Action, "security-group", id)),
    ];

    public static IEnumerable<AwsPermission> Tagged(Ec2Request request) => request.Form.List("ResourceId")
        .Select(id => Owned(request, request.Action, TagActions.TypeOf(id) ?? "*", id))
        .Select(permission => permission with
        {
            Context = [.. permission.Context, .. TagKeys(request.Form.Items("Tag"))],
        });

    private static IEnumerable<AwsPermission> Tags(Ec2Request request, string type)
    {
        var specifications = request.Form.Items("TagSpecification");
        return specifications.Count == 0 ? [] :
        [
            new AwsPermission("ec2:CreateTags", request.Arn(type, "*"),
            [
                ("ec2:CreateAction", request.Action), .. TagKeys(specifications.SelectMany(item => item.Items("Tag"))),
            ]),
        ];
    }

    private static IEnumerable<(string, string)> TagKeys(IEnumerable<Ec2Form> tags) =>
        tags.Select(tag => ("aws:TagKeys", tag.Text("Key") ?? ""));

    private static AwsPermission Owned(Ec2Request request, string action, string type, string id)
    {
        var resource = request.Aws.Resources.FirstOrDefault(item => item.Id == id && request.Owns(item.Vpc));
        (string, string)[] context = resource is null ? [] : [("ec2:Vpc", resource.Vpc.Arn)];
        return new AwsPermission($"ec2:{action}", request.Arn(type, id), context);
    }

    private static string VpcArn(PeeringSide side) => $"arn:aws:ec2:{side.Region}:{side.Account}:vpc/{side.VpcId}";
}
