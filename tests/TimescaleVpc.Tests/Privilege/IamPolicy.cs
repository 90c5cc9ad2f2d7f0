using System.Text.Json.Nodes;

namespace TimescaleVpc.Tests.Privilege;

/// <summary>
/// An IAM policy for a set of actions, each on no more than the resources and under the conditions that AWS knows for
/// it.
/// </summary>
internal static class IamPolicy
{
    private const string Own = "arn:aws:ec2:REGION:ACCOUNT:";
    private const string Vpc = Own + "vpc/VPCID";

    /// <summary>Which actions can be narrowed, and how. What is listed twice is checked twice.</summary>
    private static readonly Statement[] Narrow =
    [
        new(["AcceptVpcPeeringConnection", "RejectVpcPeeringConnection", "DeleteVpcPeeringConnection",
            "ModifyVpcPeeringConnectionOptions"],
            ["vpc-peering-connection/*"], "ArnLike", "ec2:RequesterVpc", "arn:aws:ec2:*:VENDORACCOUNT:vpc/*"),
        new(["AcceptVpcPeeringConnection", "CreateSecurityGroup"], ["vpc/VPCID"]),
        new(["CreateRoute", "ReplaceRoute", "DeleteRoute"], ["route-table/*"], "ArnEquals", "ec2:Vpc", Vpc),
        new(["CreateSecurityGroup"], ["security-group/*"]),
        new(["AuthorizeSecurityGroupEgress", "RevokeSecurityGroupEgress", "DeleteSecurityGroup"],
            ["security-group/*"], "ArnEquals", "ec2:Vpc", Vpc),
        new(["ModifyNetworkInterfaceAttribute"],
            ["network-interface/*", "security-group/*"], "ArnEquals", "ec2:Vpc", Vpc),
        new(["CreateTags"], ["vpc-peering-connection/*", "security-group/*"],
            "ForAllValues:StringEquals", "aws:TagKeys", "Name", "TimescaleVpc", "TimescaleVpc:Ranges"),
    ];

    public static JsonObject For(IReadOnlyCollection<string> actions)
    {
        var statements = new JsonArray();
        var reads = actions.Where(action => action.StartsWith("ec2:Describe", StringComparison.Ordinal)).ToArray();
        if (reads.Length > 0) statements.Add(Allow(reads, ["*"]));
        foreach (var narrow in Narrow)
        {
            var rights = narrow.Actions.Select(action => "ec2:" + action).Where(actions.Contains).ToArray();
            if (rights.Length == 0) continue;
            var statement = Allow(rights, [.. narrow.Resources.Select(resource => Own + resource)]);
            if (narrow.Key.Length > 0)
                statement["Condition"] = new JsonObject
                {
                    [narrow.Operator] = new JsonObject { [narrow.Key] = OneOrMany(narrow.Values) },
                };
            statements.Add(statement);
        }

        var others = actions.Except(reads).Where(action => !Narrow.Any(one => one.Actions.Contains(action[4..])));
        Assert.Empty(others);
        return new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = statements };
    }

    private static JsonObject Allow(string[] actions, string[] resources) => new()
    {
        ["Effect"] = "Allow", ["Action"] = OneOrMany(actions), ["Resource"] = OneOrMany(resources),
    };

    private static JsonNode OneOrMany(string[] values) =>
        values is [var only] ? JsonValue.Create(only) : Rights.Array(values);

    private sealed record Statement(
        string[] Actions, string[] Resources, string Operator = "", string Key = "", params string[] Values);
}
