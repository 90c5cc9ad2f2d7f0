using TimescaleVpc.Engine.Steps;
using static TimescaleVpc.Engine.Steps.StepCatalogue;

namespace TimescaleVpc.Engine.Runbooks;

/// <summary>The runbooks of Azure, which work with the Managed Service.</summary>
internal static partial class RunbookRights
{
    private const string Identity = "the managed identity";

    private static readonly StepKind[] AzurePeer =
    [
        CreatePlatformPrincipal, CreateApplication, CreateOwnPrincipal, CreateOwnRole, CreatePlatformRole,
        AssignOwnRole, AssignPlatformRole, RequestPeering, AddCredential, RemoveCredential, RemoveLeftCredential,
        AttachService,
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

    private static readonly RunbookCloud OfAzure =
        new("Azure", AzurePeer, OnAzure, roles => JsonSerializer.Serialize(roles, Indented));

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

    private static bool IsRoleDefinition(StepKind step) =>
        step.Permission.Contains("/roleDefinitions/", StringComparison.Ordinal);
}
