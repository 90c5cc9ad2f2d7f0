using TimescaleVpc.Engine.Steps;
using static TimescaleVpc.Engine.Steps.StepCatalogue;

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
        CreatePlatformPrincipal, CreateApplication, CreateOwnPrincipal, CreateOwnRole, CreatePlatformRole,
        AssignOwnRole, AssignPlatformRole, RequestPeering, AddCredential, RemoveCredential, RemoveLeftCredential,
        AttachService,
    ];

    private static readonly StepKind[] AzureUndo =
    [
        DetachService, RemoveLink, RemovePeering, UnassignOwnRole, UnassignPlatformRole, RemoveOwnRole,
        RemovePlatformRole, RemoveApplication, RemovePlatformPrincipal, RemoveLeftCredential,
    ];

    private static readonly StepKind[] AwsPeer =
    [
        CreateCloudVpc, RequestCloudPeering, AcceptPeering, TagPeering, CreateRoute, CreateSecurityGroup,
        RevokeDefaultEgress, AuthorizeEgress, AttachCloudService, DetachCloudService,
    ];

    private static readonly StepKind[] AwsUndo =
    [
        DetachCloudService, RevokeEgress, DetachSecurityGroup, DeleteSecurityGroup, DeleteRoute, RejectAwsPeering,
        DeleteAwsPeering, RemoveCloudPeering,
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

    private static readonly RunbookCloud[] Clouds =
    [
        new("Azure", AzurePeer, AzureUndo, OnAzure, roles => JsonSerializer.Serialize(roles, Indented)),
        new("AWS", AwsPeer, AwsUndo, OnAws, ToPolicy),
    ];

    /// <summary>The runbooks of a cloud.</summary>
    public static RunbookCloud In(string cloud) => Clouds.First(item => Same(item.Name, cloud));

    private static RunbookRole[] OnAzure(RunbookKind kind, StepKind[] steps)
    {
        var what = kind == RunbookKind.Undo ? "undo" : "peering";
        return kind == RunbookKind.Drift
            ?
            [
                Role(StepCatalogue.Azure, Identity, "TimescaleVpc runbook drift: reading", "Subscription", [],
                    ["Microsoft.Resources/subscriptions/read", .. Reads(StepCatalogue.Azure)]),
                Role(Entra, Identity, "Application.Read.All", "Tenant", [], ["Application.Read.All"]),
                Role(Mst, "the owner of the token", "developer", "Project", [],
                    Reads(Mst)),
            ]
            :
            [
                // A role definition belongs to the subscription; all else that changes in Azure is at the network.
                Role(StepCatalogue.Azure, Identity, $"TimescaleVpc runbook {what}: roles", "Subscription",
                    steps.Where(IsRoleDefinition), AzureReads),
                Role(StepCatalogue.Azure, Identity, $"TimescaleVpc runbook {what}: networks", "Network",
                    steps.Where(step => !IsRoleDefinition(step)), []),
                Role(Entra, Identity, "Application.ReadWrite.All", "Tenant", steps, [])
                    with { Permissions = ["Application.ReadWrite.All"] },
                Role(Mst, "the owner of the token", "operator", "Project", steps, []),
            ];
    }

    private static RunbookRole[] OnAws(RunbookKind kind, StepKind[] steps) =>
    [
        Role(StepCatalogue.Aws, "the owner of the AWS access key", "policy", "Account", steps,
            kind == RunbookKind.Drift ? Reads(StepCatalogue.Aws) : AwsReads),
        Role(StepCatalogue.Cloud, "the public and secret key", "key of the project", "Project", steps, []),
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

    /// <summary>What Test-VpcPeering reads, by the catalogue of cmdlets.</summary>
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

/// <summary>The runbooks of one cloud.</summary>
/// <param name="Name">The cloud, as New-VpcRunbook takes it.</param>
/// <param name="Peer">The steps that one takes to peer.</param>
/// <param name="Undo">The steps that take it back.</param>
/// <param name="Rights">The rights of a kind with its steps, by their holders.</param>
/// <param name="ToJson">The file of the rights.</param>
internal sealed record RunbookCloud(
    string Name, StepKind[] Peer, StepKind[] Undo, Func<RunbookKind, StepKind[], RunbookRole[]> Rights,
    Func<RunbookRole[], string> ToJson)
{
    /// <summary>The rights of a runbook of a kind. One that looks for drift takes no step.</summary>
    public RunbookRole[] Of(RunbookKind kind) => Rights(kind, kind switch
    {
        RunbookKind.Drift => [],
        RunbookKind.Undo => Undo,
        _ => Peer,
    });
}
