using System.Text.Json;
using System.Text.Json.Nodes;
using TimescaleVpc.Engine.Steps;

namespace TimescaleVpc.Engine.Runbooks;

/// <summary>
/// The permissions of a runbook's identity and keys: those of the steps that it can take, from the step catalogue, and
/// those for reading.
/// </summary>
internal static class RunbookRights
{
    private const string Identity = "the managed identity";

    private static readonly StepKind[] AzurePeer =
    [
        StepCatalogue.CreatePlatformPrincipal, StepCatalogue.CreateApplication, StepCatalogue.CreateOwnPrincipal,
        StepCatalogue.CreateOwnRole, StepCatalogue.CreatePlatformRole, StepCatalogue.AssignOwnRole,
        StepCatalogue.AssignPlatformRole, StepCatalogue.RequestPeering, StepCatalogue.AddCredential,
        StepCatalogue.RemoveCredential, StepCatalogue.RemoveLeftCredential, StepCatalogue.AttachService,
    ];

    private static readonly StepKind[] AzureUndo =
    [
        StepCatalogue.DetachService, StepCatalogue.RemoveLink, StepCatalogue.RemovePeering,
        StepCatalogue.UnassignOwnRole, StepCatalogue.UnassignPlatformRole, StepCatalogue.RemoveOwnRole,
        StepCatalogue.RemovePlatformRole, StepCatalogue.RemoveApplication, StepCatalogue.RemovePlatformPrincipal,
        StepCatalogue.RemoveLeftCredential,
    ];

    private static readonly StepKind[] AwsPeer =
    [
        StepCatalogue.CreateCloudVpc, StepCatalogue.RequestCloudPeering, StepCatalogue.AcceptPeering,
        StepCatalogue.TagPeering, StepCatalogue.CreateRoute, StepCatalogue.CreateSecurityGroup,
        StepCatalogue.RevokeDefaultEgress, StepCatalogue.AuthorizeEgress, StepCatalogue.AttachCloudService,
        StepCatalogue.DetachCloudService,
    ];

    private static readonly StepKind[] AwsUndo =
    [
        StepCatalogue.DetachCloudService, StepCatalogue.RevokeEgress, StepCatalogue.DetachSecurityGroup,
        StepCatalogue.DeleteSecurityGroup, StepCatalogue.DeleteRoute, StepCatalogue.RejectAwsPeering,
        StepCatalogue.DeleteAwsPeering, StepCatalogue.RemoveCloudPeering,
    ];

    private static readonly string[] AzureReads =
    [
        "Microsoft.Resources/subscriptions/read",
        "Microsoft.Network/virtualNetworks/read",
        "Microsoft.Network/virtualNetworks/virtualNetworkPeerings/read",
        "Microsoft.Authorization/permissions/read",
        "Microsoft.Authorization/roleDefinitions/read",
        "Microsoft.Authorization/roleAssignments/read",
    ];

    private static readonly string[] AwsReads =
    [
        "ec2:DescribeVpcs", "ec2:DescribeVpcPeeringConnections", "ec2:DescribeRouteTables", "ec2:DescribeSubnets",
        "ec2:DescribeSecurityGroups", "ec2:DescribeNetworkInterfaces",
    ];

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The steps that a runbook of this kind may take with its own rights.</summary>
    public static IReadOnlyList<StepKind> Steps(bool aws, RunbookKind kind) => kind switch
    {
        RunbookKind.Drift => [],
        RunbookKind.Undo => aws ? AwsUndo : AzureUndo,
        _ => aws ? AwsPeer : AzurePeer,
    };

    public static RunbookRole[] Of(bool aws, RunbookKind kind)
    {
        if (kind == RunbookKind.Drift) return ToLook(aws);
        var steps = Steps(aws, kind);
        var what = kind == RunbookKind.Undo ? "undo" : "peering";
        return aws
            ?
            [
                Role("AWS", "the owner of the AWS access key", "policy", "Account", steps, AwsReads),
                Role("TimescaleCloud", "the public and secret key", "key of the project", "Project", steps, []),
            ]
            :
            [
                // A role definition belongs to the subscription; all else that changes in Azure is at the network.
                Role("Azure", Identity, $"TimescaleVpc runbook {what}: roles", "Subscription",
                    steps.Where(IsRoleDefinition), AzureReads),
                Role("Azure", Identity, $"TimescaleVpc runbook {what}: networks", "Network",
                    steps.Where(step => !IsRoleDefinition(step)), []),
                Role("Entra", Identity, "Application.ReadWrite.All", "Tenant", steps, [])
                    with { Permissions = ["Application.ReadWrite.All"] },
                Role("ManagedService", "the owner of the token", "operator", "Project", steps, []),
            ];
    }

    /// <summary>For AWS a policy as it is, else the list of roles, from which the script makes custom roles.</summary>
    public static string ToJson(RunbookRole[] roles, bool aws) => aws
        ? new JsonObject
        {
            ["Version"] = "2012-10-17",
            ["Statement"] = new JsonArray(new JsonObject
            {
                ["Effect"] = "Allow",
                ["Action"] = JsonSerializer.SerializeToNode(roles[0].Permissions),
                ["Resource"] = "*",
            }),
        }.ToJsonString(Indented)
        : JsonSerializer.Serialize(roles, Indented);

    /// <summary>Reading only: what Test-VpcPeering reads, by the catalogue of cmdlets.</summary>
    private static RunbookRole[] ToLook(bool aws) => aws
        ?
        [
            Role(StepCatalogue.Aws, "the owner of the AWS access key", "policy", "Account", [],
                Reads(StepCatalogue.Aws)),
            Role(StepCatalogue.Cloud, "the public and secret key", "key of the project", "Project", [], []),
        ]
        :
        [
            Role(StepCatalogue.Azure, Identity, "TimescaleVpc runbook drift: reading", "Subscription", [],
                ["Microsoft.Resources/subscriptions/read", .. Reads(StepCatalogue.Azure)]),
            Role(StepCatalogue.Entra, Identity, "Application.Read.All", "Tenant", [], ["Application.Read.All"]),
            Role(StepCatalogue.Mst, "the owner of the token", "developer", "Project", [], Reads(StepCatalogue.Mst)),
        ];

    private static string[] Reads(string where) =>
    [
        .. CmdletCatalogue.All.Single(needs => needs.Cmdlet == "Test-VpcPeering").All
            .Where(need => need.Where == where).Select(need => need.Permission),
    ];

    private static RunbookRole Role(
        string where, string holder, string role, string scope, IEnumerable<StepKind> steps, string[] reads)
    {
        var ownSteps = steps.Where(step => step.Where == where).ToArray();
        return new()
        {
            Where = where, Holder = holder, Role = role, Scope = scope,
            Permissions = [.. reads.Concat(ownSteps.Select(step => step.Permission)).Distinct()],
            Steps = [.. ownSteps.Select(step => step.Action)],
        };
    }

    private static bool IsRoleDefinition(StepKind step) =>
        step.Permission.Contains("/roleDefinitions/", StringComparison.Ordinal);
}
