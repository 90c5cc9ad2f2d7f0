using System.Reflection;

namespace TimescaleVpc.Engine.Steps;

/// <summary>Every change that the module makes. Plans, confirmations and docs/permissions.md speak from it.</summary>
internal static class StepCatalogue
{
    internal const string Mst = "ManagedService";
    internal const string Entra = "Entra";
    internal const string Azure = "Azure";
    internal const string Application = "Application";
    internal const string Cloud = "TimescaleCloud";
    internal const string Aws = "AWS";
    internal const string ProjectKey = "a key of the project";
    internal const string Networking = "project:networking:write";
    internal const string Peerings = "Microsoft.Network/virtualNetworks/virtualNetworkPeerings/";
    internal const string Roles = "Microsoft.Authorization/";
    private const string WatchOperation = "Microsoft.Network/locations/operations/read";
    private const string WithoutWatching = "the link itself is read instead, or not waited for when it goes";

    public static readonly StepKind CreateVpc =
        new("CreateVpc", Mst, Networking, "RemoveVpc", "cloud name and range");

    public static readonly StepKind RemoveVpc =
        new("RemoveVpc", Mst, Networking, null, "VPC id");

    public static readonly StepKind CreatePlatformPrincipal =
        new("CreatePlatformPrincipal", Entra, EntraActions.CreatePrincipal, "RemovePlatformPrincipal",
            "application id");

    public static readonly StepKind RemovePlatformPrincipal =
        new("RemovePlatformPrincipal", Entra, EntraActions.DeletePrincipal, null, "application id and tag");

    public static readonly StepKind CreateApplication =
        new("CreateApplication", Entra, EntraActions.CreateApp, "RemoveApplication", "alternate key with the project")
        {
            // A run right after one that was killed: the application is there, but not shown yet.
            Also = [new(Entra, EntraActions.UpdateApp)],
        };

    public static readonly StepKind RemoveApplication =
        new("RemoveApplication", Entra, EntraActions.DeleteApp, null, "tag with the project");

    public static readonly StepKind CreateOwnPrincipal =
        new("CreateOwnPrincipal", Entra, EntraActions.CreatePrincipal, "RemoveApplication", "application id");

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
        new("AddCredential", Entra, EntraActions.UpdateCredentials, "RemoveCredential", "name with the run");

    public static readonly StepKind RemoveCredential =
        new("RemoveCredential", Entra, EntraActions.UpdateCredentials, null, "name with the run");

    public static readonly StepKind RemoveLeftCredential =
        new("RemoveLeftCredential", Entra, EntraActions.UpdateCredentials, null, "name");

    public static readonly StepKind CreateLink =
        new("CreateLink", Azure, Peerings + "write", "RemoveLink", "name from the peering's identity")
        {
            AsApplication = true,
            Also =
            [
                .. RoleActions.Own.Where(action => action != Peerings + "write")
                    .Select(action => new Need(Application, action)),
                new(Application, WatchOperation, WithoutWatching),
            ],
        };

    public static readonly StepKind RemoveLink =
        new("RemoveLink", Azure, Peerings + "delete", null, "name from the peering's identity")
        {
            Also = [new(Azure, WatchOperation, WithoutWatching)],
        };

    public static readonly StepKind AttachService =
        new("AttachService", Mst, "project:services:write", "DetachService", "service and VPC id");

    public static readonly StepKind DetachService =
        new("DetachService", Mst, "project:services:write", null, "service");

    public static readonly StepKind CreateCloudVpc =
        new("CreateCloudVpc", Cloud, ProjectKey, "RemoveCloudVpc", "name, range and region");

    public static readonly StepKind RenameCloudVpc = new("RenameCloudVpc", Cloud, ProjectKey, null, "VPC id and name");

    public static readonly StepKind RemoveCloudVpc = new("RemoveCloudVpc", Cloud, ProjectKey, null, "VPC id");

    public static readonly StepKind RequestCloudPeering =
        new("RequestCloudPeering", Cloud, ProjectKey, "RemoveCloudPeering", "AWS account, region and VPC");

    public static readonly StepKind RemoveCloudPeering = new("RemoveCloudPeering", Cloud, ProjectKey, null,
        "peering id");

    public static readonly StepKind AcceptPeering =
        new("AcceptPeering", Aws, "ec2:AcceptVpcPeeringConnection", "DeleteAwsPeering", "peering connection id");

    public static readonly StepKind TagPeering =
        new("TagPeering", Aws, "ec2:CreateTags", null, "tag of the peering connection");

    public static readonly StepKind RejectAwsPeering =
        new("RejectAwsPeering", Aws, "ec2:RejectVpcPeeringConnection", null, "peering connection id");

    public static readonly StepKind DeleteAwsPeering =
        new("DeleteAwsPeering", Aws, "ec2:DeleteVpcPeeringConnection", null, "peering connection id");

    public static readonly StepKind AllowDns =
        new("AllowDns", Aws, "ec2:ModifyVpcPeeringConnectionOptions", null, "peering connection id");

    public static readonly StepKind CreateRoute =
        new("CreateRoute", Aws, "ec2:CreateRoute", "DeleteRoute", "range and peering connection id");

    public static readonly StepKind ReplaceRoute =
        new("ReplaceRoute", Aws, "ec2:ReplaceRoute", "DeleteRoute", "range and peering connection id");

    public static readonly StepKind DeleteRoute =
        new("DeleteRoute", Aws, "ec2:DeleteRoute", null, "range and peering connection id");

    public static readonly StepKind CreateSecurityGroup =
        new("CreateSecurityGroup", Aws, "ec2:CreateSecurityGroup", "DeleteSecurityGroup", "name and tag")
        {
            Also = [new(Aws, "ec2:CreateTags")],
        };

    public static readonly StepKind DeleteSecurityGroup =
        new("DeleteSecurityGroup", Aws, "ec2:DeleteSecurityGroup", null, "name and tag");

    public static readonly StepKind RevokeDefaultEgress =
        new("RevokeDefaultEgress", Aws, "ec2:RevokeSecurityGroupEgress", null, "rule");

    public static readonly StepKind AuthorizeEgress =
        new("AuthorizeEgress", Aws, "ec2:AuthorizeSecurityGroupEgress", "RevokeEgress", "range, port and description");

    public static readonly StepKind RevokeEgress =
        new("RevokeEgress", Aws, "ec2:RevokeSecurityGroupEgress", null, "range, port and description");

    public static readonly StepKind AttachSecurityGroup =
        new("AttachSecurityGroup", Aws, "ec2:ModifyNetworkInterfaceAttribute", "DetachSecurityGroup",
            "interface and group");

    public static readonly StepKind DetachSecurityGroup =
        new("DetachSecurityGroup", Aws, "ec2:ModifyNetworkInterfaceAttribute", null, "interface and group");

    public static readonly StepKind AttachCloudService =
        new("AttachCloudService", Cloud, ProjectKey, "DetachCloudService", "service and VPC id");

    public static readonly StepKind DetachCloudService =
        new("DetachCloudService", Cloud, ProjectKey, null, "service and VPC id");

    /// <summary>All kinds, in the order of the walkthrough.</summary>
    public static IReadOnlyList<StepKind> All { get; } =
        [.. typeof(StepCatalogue).GetFields(BindingFlags.Static | BindingFlags.Public)
            .Where(field => field.FieldType == typeof(StepKind))
            .Select(field => (StepKind)field.GetValue(null)!)];
}
