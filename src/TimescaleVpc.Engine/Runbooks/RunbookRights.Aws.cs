using TimescaleVpc.Engine.Steps;
using static TimescaleVpc.Engine.Steps.StepCatalogue;

namespace TimescaleVpc.Engine.Runbooks;

/// <summary>The runbooks of AWS, which work with Timescale Cloud.</summary>
internal static partial class RunbookRights
{
    private static readonly StepKind[] AwsPeer =
    [
        CreateCloudVpc, RequestCloudPeering, AcceptPeering, TagPeering, CreateRoute, CreateSecurityGroup,
        RevokeDefaultEgress, AuthorizeEgress, AttachCloudService, DetachCloudService,
    ];

    private static readonly string[] AwsReads =
    [
        "ec2:DescribeVpcs", "ec2:DescribeVpcPeeringConnections", "ec2:DescribeRouteTables", "ec2:DescribeSubnets",
        "ec2:DescribeSecurityGroups", "ec2:DescribeNetworkInterfaces",
    ];

    private static readonly RunbookCloud OfAws = new("AWS", AwsPeer, OnAws, ToPolicy);

    private static RunbookRole[] OnAws(RunbookKind kind, StepKind[] steps) =>
    [
        Role(StepCatalogue.Aws, "the owner of the AWS access key", "policy", "Account", steps,
            kind == RunbookKind.Drift ? Reads(StepCatalogue.Aws) : AwsReads),
        Role(StepCatalogue.TimescaleCloud, "the public and secret key", "key of the project", "Project", steps, []),
    ];

    /// <summary>A policy of AWS, as it is; elsewhere a script makes custom roles from the list.</summary>
    private static string ToPolicy(RunbookRole[] roles) => new JsonObject
    {
        ["Version"] = "2012-10-17",
        ["Statement"] = new JsonArray(new JsonObject
        {
            ["Effect"] = "Allow", ["Action"] = JsonSerializer.SerializeToNode(roles[0].Permissions), ["Resource"] = "*",
        }),
    }.ToJsonString(Indented);
}
