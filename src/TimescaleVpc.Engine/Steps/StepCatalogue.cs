using System.Reflection;

namespace TimescaleVpc.Engine.Steps;

/// <summary>Every change that the module makes. Plans, confirmations and docs/permissions.md speak from it.</summary>
internal static class StepCatalogue
{
    private const string Mst = "ManagedService";
    private const string Entra = "Entra";
    private const string Azure = "Azure";
    private const string AppAdmin = "Application Administrator";
    private const string Networking = "project:networking:write";
    private const string Peerings = "Microsoft.Network/virtualNetworks/virtualNetworkPeerings/";
    private const string Roles = "Microsoft.Authorization/";

    public static readonly StepKind CreateVpc =
        new("CreateVpc", Mst, Networking, "RemoveVpc", "cloud name and range");

    public static readonly StepKind RemoveVpc =
        new("RemoveVpc", Mst, Networking, null, "VPC id");

    public static readonly StepKind CreatePlatformPrincipal =
        new("CreatePlatformPrincipal", Entra, AppAdmin, "RemovePlatformPrincipal", "application id");

    public static readonly StepKind RemovePlatformPrincipal =
        new("RemovePlatformPrincipal", Entra, AppAdmin, null, "application id and tag");

    public static readonly StepKind CreateApplication =
        new("CreateApplication", Entra, AppAdmin, "RemoveApplication", "tag with the project");

    public static readonly StepKind RemoveApplication =
        new("RemoveApplication", Entra, AppAdmin, null, "tag with the project");

    public static readonly StepKind CreateOwnPrincipal =
        new("CreateOwnPrincipal", Entra, AppAdmin, "RemoveApplication", "application id");

    public static readonly StepKind CreateOwnRole =
        new("CreateOwnRole", Azure, Roles + "roleDefinitions/write", "RemoveOwnRole", "id from the subscription");

    public static readonly StepKind RemoveOwnRole =
        new("RemoveOwnRole", Azure, Roles + "roleDefinitions/delete", null, "id from the subscription");

    public static readonly StepKind CreatePlatformRole =
        new("CreatePlatformRole", Azure, Roles + "roleDefinitions/write", "RemovePlatformRole",
            "id from the subscription");

    public static readonly StepKind RemovePlatformRole =
        new("RemovePlatformRole", Azure, Roles + "roleDefinitions/delete", null, "id from the subscription");

    public static readonly StepKind AssignOwnRole =
        new("AssignOwnRole", Azure, Roles + "roleAssignments/write", "UnassignOwnRole",
            "id from scope, principal and role");

    public static readonly StepKind UnassignOwnRole =
        new("UnassignOwnRole", Azure, Roles + "roleAssignments/delete", null, "id from scope, principal and role");

    public static readonly StepKind AssignPlatformRole =
        new("AssignPlatformRole", Azure, Roles + "roleAssignments/write", "UnassignPlatformRole",
            "id from scope, principal and role");

    public static readonly StepKind UnassignPlatformRole =
        new("UnassignPlatformRole", Azure, Roles + "roleAssignments/delete", null,
            "id from scope, principal and role");

    public static readonly StepKind RequestPeering =
        new("RequestPeering", Mst, Networking, "RemovePeering", "subscription, resource group and VNet");

    public static readonly StepKind RemovePeering =
        new("RemovePeering", Mst, Networking, null, "subscription, resource group and VNet");

    public static readonly StepKind AddCredential =
        new("AddCredential", Entra, AppAdmin, "RemoveCredential", "name with the run");

    public static readonly StepKind RemoveCredential =
        new("RemoveCredential", Entra, AppAdmin, null, "name with the run");

    public static readonly StepKind RemoveExpiredCredential =
        new("RemoveExpiredCredential", Entra, AppAdmin, null, "name and expiry");

    public static readonly StepKind CreateLink =
        new("CreateLink", Azure, Peerings + "write", "RemoveLink", "name from the peering's identity");

    public static readonly StepKind RemoveLink =
        new("RemoveLink", Azure, Peerings + "delete", null, "name from the peering's identity");

    public static readonly StepKind AttachService =
        new("AttachService", Mst, "project:services:write", "DetachService", "service and VPC id");

    public static readonly StepKind DetachService =
        new("DetachService", Mst, "project:services:write", null, "service");

    /// <summary>All kinds, in the order of the walkthrough.</summary>
    public static IReadOnlyList<StepKind> All { get; } =
        [.. typeof(StepCatalogue).GetFields(BindingFlags.Static | BindingFlags.Public)
            .Where(field => field.FieldType == typeof(StepKind))
            .Select(field => (StepKind)field.GetValue(null)!)];
}
