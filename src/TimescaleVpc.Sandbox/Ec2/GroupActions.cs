using System.Text.RegularExpressions;
using System.Xml.Linq;
using static TimescaleVpc.Sandbox.Ec2.Ec2Xml;

namespace TimescaleVpc.Sandbox.Ec2;

/// <summary>Security groups: making, reading and deleting them.</summary>
internal static partial class GroupActions
{
    private static readonly Ec2Filter<SecurityGroup> Filter = new(
        new Dictionary<string, Func<SecurityGroup, IEnumerable<string?>>>
        {
            ["group-id"] = item => [item.Id],
            ["group-name"] = item => [item.Name],
            ["description"] = item => [item.Description],
            ["vpc-id"] = item => [item.Vpc.Id],
            ["owner-id"] = item => [item.Vpc.Account],
            ["egress.ip-permission.cidr"] = item => Rules(item, true).Select(rule => rule.Key.Ipv4),
            ["egress.ip-permission.protocol"] = item => Rules(item, true).Select(rule => rule.Key.Protocol),
            ["egress.ip-permission.from-port"] = item => Rules(item, true).Select(rule => $"{rule.Key.FromPort}"),
            ["egress.ip-permission.to-port"] = item => Rules(item, true).Select(rule => $"{rule.Key.ToPort}"),
            ["egress.ip-permission.group-id"] = item => Rules(item, true).Select(rule => rule.Key.GroupId),
            ["ip-permission.cidr"] = item => Rules(item, false).Select(rule => rule.Key.Ipv4),
            ["ip-permission.protocol"] = item => Rules(item, false).Select(rule => rule.Key.Protocol),
            ["ip-permission.group-id"] = item => Rules(item, false).Select(rule => rule.Key.GroupId),
        }, item => item.Tags);

    public static IReadOnlyList<Ec2Action> All { get; } =
    [
        new("CreateSecurityGroup", ["GroupName", "GroupDescription", "VpcId", .. TagActions.Specification], Create)
        {
            Permissions = Ec2Permissions.NewGroup,
        },
        new("DescribeSecurityGroups",
            ["GroupId.N", "GroupName.N", "Filter.N.Name", "Filter.N.Value.N", "MaxResults", "NextToken"], Describe),
        new("DeleteSecurityGroup", ["GroupId"], Delete) { Permissions = Ec2Permissions.Group },
    ];

    private static List<XElement?> Create(Ec2Request request)
    {
        var (name, description) = (request.Required("GroupName"), request.Required("GroupDescription"));
        var vpc = request.Vpc(request.Required("VpcId"));
        CheckText("groupName", name);
        CheckText("groupDescription", description);
        if (name.StartsWith("sg-", StringComparison.OrdinalIgnoreCase)) throw Ec2Errors.Value(
            $"Value ({name}) for parameter groupName is invalid. Group names may not be in the format sg-*.");
        if (Same(name, "default")) throw Ec2Errors.Refuse("InvalidGroup.Reserved", "The name 'default' is reserved");
        if (request.Aws.Groups.Exists(item => item.Vpc == vpc && Same(item.Name, name))) throw Ec2Errors.Refuse(
            "InvalidGroup.Duplicate", $"The security group '{name}' already exists for VPC '{vpc.Id}'");
        var settings = request.World.Settings;
        if (request.Aws.Groups.Count(item => request.Owns(item.Vpc)) >= settings.AwsGroupsPerRegion)
            throw Ec2Errors.Refuse(
                "SecurityGroupLimitExceeded", "The maximum number of security groups has been reached.");
        var tags = TagActions.Read(request, "security-group");
        var group = request.Aws.AddGroup(vpc, request.World.Ids.Aws("sg", $"{vpc.Id}/{name}"), name, description,
            request.World.Now + settings.AwsReplication);
        foreach (var (key, value) in tags) group.Tags[key] = value;
        return [Of("groupId", group.Id), TagsIfAny(group.Tags), Of("securityGroupArn", group.Arn)];
    }

    private static List<XElement?> Describe(Ec2Request request)
    {
        var ownGroups = request.Aws.Groups.Where(item => request.Owns(item.Vpc) && item.VisibleAt <= request.World.Now);
        var groups = request.FindOrAll(ownGroups, "GroupId", item => item.Id, Ec2Errors.NoGroup);
        var (items, next) = new Ec2Page(request, "GroupId").Of(Filter.Apply(request, groups));
        return [Set("securityGroupInfo", items.Select(View)), Text("nextToken", next)];
    }

    private static List<XElement?> Delete(Ec2Request request)
    {
        var group = request.Group(request.Required("GroupId"));
        if (group.Name == "default") throw Ec2Errors.Refuse("CannotDelete",
            $"the specified group: \"{group.Id}\" name: \"default\" cannot be deleted by a user");
        var isUsed = request.Aws.Interfaces.Exists(item => item.Groups.Contains(group));
        var isNamed = request.Aws.Groups.Exists(item => item != group &&
            item.Rules.Exists(rule => rule.Key.GroupId == group.Id));
        if (isUsed || isNamed) throw Ec2Errors.Refuse(
            "DependencyViolation", $"resource {group.Id} has a dependent object");
        request.Aws.Groups.Remove(group);
        return [Done(), Of("groupId", group.Id)];
    }

    private static XElement View(SecurityGroup item) => Item(
        Of("groupId", item.Id),
        Of("groupName", item.Name),
        Of("groupDescription", item.Description),
        Of("vpcId", item.Vpc.Id),
        Of("ownerId", item.Vpc.Account),
        Of("securityGroupArn", item.Arn),
        Set("ipPermissions", RuleViews.Permissions(Rules(item, false))),
        Set("ipPermissionsEgress", RuleViews.Permissions(Rules(item, true))),
        TagsIfAny(item.Tags));

    private static IEnumerable<GroupRule> Rules(SecurityGroup group, bool isEgress) =>
        group.Rules.Where(item => item.IsEgress == isEgress);

    private static void CheckText(string name, string value)
    {
        if (value.Length > 255 || !Allowed().IsMatch(value)) throw Ec2Errors.Value(
            $"Value ({value}) for parameter {name} is invalid. Character sets beyond ASCII are not supported, and " +
            "at most 255 of a-zA-Z0-9 ._-:/()#,@[]+=&;{}!$* are.");
    }

    [GeneratedRegex(@"^[a-zA-Z0-9 ._\-:/()#,@\[\]+=&;{}!$*]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Allowed();
}
