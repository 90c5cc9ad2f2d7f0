using System.Xml.Linq;
using TimescaleVpc.Sandbox.Sts;
using static TimescaleVpc.Sandbox.Ec2.Ec2Xml;

namespace TimescaleVpc.Sandbox.Ec2;

/// <summary>Rules of security groups, egress only: nothing here ever opens a way in.</summary>
internal static class RuleActions
{
    private static readonly Ec2Filter<GroupRule> Filter = new(
        new Dictionary<string, Func<GroupRule, IEnumerable<string?>>>
        {
            ["group-id"] = item => [item.Group.Id],
            ["security-group-rule-id"] = item => [item.Id],
        }, item => item.Tags);

    public static IReadOnlyList<Ec2Action> All { get; } =
    [
        Ec2Action.Describe("DescribeSecurityGroupRules", "SecurityGroupRuleId", Describe),
        new("AuthorizeSecurityGroupEgress", [.. RuleRequest.Parameters, .. TagActions.Specification], Authorize)
        {
            Permissions = Ec2Permissions.Group,
        },
        new("RevokeSecurityGroupEgress", [.. RuleRequest.Parameters, "SecurityGroupRuleId.N"], Revoke)
        {
            Permissions = Ec2Permissions.Group,
        },
    ];

    private static List<XElement?> Describe(Ec2Request request)
    {
        var ownRules = request.Aws.Groups.Where(item => request.Owns(item.Vpc) && item.VisibleAt <= request.World.Now)
            .SelectMany(item => item.Rules);
        var rules = request.FindOrAll(ownRules, "SecurityGroupRuleId", item => item.Id, NoRule);
        var (items, next) = new Ec2Page(request, "SecurityGroupRuleId").Of(Filter.Apply(request, rules));
        return [Set("securityGroupRuleSet", items.Select(RuleViews.View)), Text("nextToken", next)];
    }

    private static List<XElement?> Authorize(Ec2Request request)
    {
        var group = request.Group(request.Required("GroupId"));
        var requests = RuleRequest.Read(request);
        if (requests.Count == 0) throw Ec2Errors.Missing("IpPermissions");
        var tags = TagActions.Read(request, "security-group-rule");
        foreach (var (key, _) in requests)
            if (Find(group, key) is not null || requests.Count(other => other.Key == key) > 1) throw Ec2Errors.Refuse(
                "InvalidPermission.Duplicate", $"the specified rule \"peer: {key.Peer}, {Reach(key)}, ALLOW\" " +
                "already exists");
        CheckCount(request, group, requests.ConvertAll(item => item.Key));
        var rules = requests.ConvertAll(item => request.Aws.AddRule(group, isEgress: true, item.Key, item.Description));
        foreach (var rule in rules)
            foreach (var (key, value) in tags) rule.Tags[key] = value;
        return
        [
            Done(),
            Set("securityGroupRuleSet", request.World.Settings.AwsEmptyRuleSet ? [] : rules.Select(RuleViews.View)),
        ];
    }

    private static string Reach(RuleKey key) => key.Protocol == "-1"
        ? "ALL"
        : $"{key.Protocol.ToUpperInvariant()}, from port: {key.FromPort}, to port: {key.ToPort}";

    private static List<XElement?> Revoke(Ec2Request request)
    {
        var group = request.Group(request.Required("GroupId"));
        var ids = request.Form.List("SecurityGroupRuleId");
        var keys = RuleRequest.Read(request).ConvertAll(item => item.Key);
        if (ids.Count > 0 && keys.Count > 0) throw Ec2Errors.Refuse("InvalidParameterCombination",
            "The parameters SecurityGroupRuleIds and IpPermissions cannot be used together");
        if (ids.Count + keys.Count == 0) throw Ec2Errors.Missing("IpPermissions");
        var rules = ids.ConvertAll(id =>
            group.Rules.Find(item => item.IsEgress && item.Id == id) ?? throw NoRule(id));
        var unknownKeys = keys.FindAll(key => Find(group, key) is null);
        if (unknownKeys.Count > 0 && !request.World.Settings.AwsUnknownRulesInAnswer) throw Ec2Errors.Refuse(
            "InvalidPermission.NotFound", "The specified rule does not exist in this security group.");
        rules.AddRange(keys.Select(key => Find(group, key)).OfType<GroupRule>());
        group.Rules.RemoveAll(rules.Contains);
        return
        [
            Done(),
            unknownKeys.Count == 0 ? null : Set("unknownIpPermissionSet", RuleViews.Permissions(
                unknownKeys.Select(key => new GroupRule("", group, true, key)))),
            Set("revokedSecurityGroupRuleSet", rules.Select(RuleViews.Revoked)),
        ];
    }

    private static void CheckCount(Ec2Request request, SecurityGroup group, List<RuleKey> keys)
    {
        foreach (var isIpv6 in new[] { false, true })
        {
            bool IsFamily(RuleKey key) => key.Ipv6 is not null == isIpv6;
            var count = group.Rules.Count(item => item.IsEgress && IsFamily(item.Key)) + keys.Count(IsFamily);
            if (keys.Exists(IsFamily) && count > request.World.Settings.AwsRulesPerGroup) throw Ec2Errors.Refuse(
                "RulesPerSecurityGroupLimitExceeded",
                "The maximum number of rules per security group has been reached.");
        }
    }

    private static GroupRule? Find(SecurityGroup group, RuleKey key) =>
        group.Rules.Find(item => item.IsEgress && item.Key == key);

    private static AwsRefusalException NoRule(string id) => Ec2Errors.Refuse(
        "InvalidSecurityGroupRuleId.NotFound", $"The security group rule ID '{id}' does not exist");
}
