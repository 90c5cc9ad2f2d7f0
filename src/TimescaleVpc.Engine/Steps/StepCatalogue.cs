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

    public static readonly StepKind CreateVpc = new(Mst, Networking, "RemoveVpc", "cloud name and range");

    public static readonly StepKind RemoveVpc = new(Mst, Networking, null, "VPC id");

    public static readonly StepKind CreatePlatformPrincipal =
        new(Entra, EntraActions.CreatePrincipal, "RemovePlatformPrincipal", "application id");

    public static readonly StepKind RemovePlatformPrincipal =
        new(Entra, EntraActions.DeletePrincipal, null, "application id and tag");

    public static readonly StepKind CreateApplication =
        new(Entra, EntraActions.CreateApp, "RemoveApplication", "alternate key with the project")
        {
            // A run right after one that was killed: the application is there, but not shown yet.
            Also = [new(Entra, EntraActions.UpdateApp)],
        };

    public static readonly StepKind RemoveApplication =
        new(Entra, EntraActions.DeleteApp, null, "tag with the project");

    public static readonly StepKind CreateOwnPrincipal =
        new(Entra, EntraActions.CreatePrincipal, "RemoveApplication", "application id");

    public static readonly StepKind CreateOwnRole =
        new(Azure, Roles + "roleDefinitions/write", "RemoveOwnRole", "id from the subscription");

    public static readonly StepKind RemoveOwnRole =
        new(Azure, Roles + "roleDefinitions/delete", null, "id from the subscription");

    public static readonly StepKind CreatePlatformRole =
        new(Azure, Roles + "roleDefinitions/write", "RemovePlatformRole", "id from the subscription");

    public static readonly StepKind RemovePlatformRole =
        new(Azure, Roles + "roleDefinitions/delete", null, "id from the subscription");

    public static readonly StepKind AssignOwnRole =
        new(Azure, Roles + "roleAssignments/write", "UnassignOwnRole", "id from scope, principal and role");

    public static readonly StepKind UnassignOwnRole =
        new(Azure, Roles + "roleAssignments/delete", null, "id from scope, principal and role");

    public static readonly StepKind AssignPlatformRole =
        new(Azure, Roles + "roleAssignments/write", "UnassignPlatformRole", "id from scope, principal and role");

    public static readonly StepKind UnassignPlatformRole =
        new(Azure, Roles + "roleAssignments/delete", null, "id from scope, principal and role");

    public static readonly StepKind RequestPeering =
        new(Mst, Networking, "RemovePeering", "subscription, resource group and VNet");

    public static readonly StepKind RemovePeering =
        new(Mst, Networking, null, "subscription, resource group and VNet");

    public static readonly StepKind AddCredential =
        new(Entra, EntraActions.UpdateCredentials, "RemoveCredential", "name with the run");

    public static readonly StepKind RemoveCredential =
        new(Entra, EntraActions.UpdateCredentials, null, "name with the run");

    public static readonly StepKind RemoveLeftCredential =
        new(Entra, EntraActions.UpdateCredentials, null, "name");

    public static readonly StepKind CreateLink =
        new(Azure, Peerings + "write", "RemoveLink", "name from the peering's identity")
        {
            AsApplication = true,
            Also =
            [
                .. RoleActions.Own.Where(action => action != Peerings + "write")
                    .Select(action => new Need(Application, action)),
                new(Application, WatchOperation, WithoutWatching),
            ],
        };

    public static readonly StepKind UpdateLink =
        new(Azure, Peerings + "write", null, "ranges and flags of the link")
        {
            AsApplication = true, Also = CreateLink.Also,
        };

    public static readonly StepKind RemoveLink =
        new(Azure, Peerings + "delete", null, "name from the peering's identity")
        {
            Also = [new(Azure, WatchOperation, WithoutWatching)],
        };

    public static readonly StepKind AttachService =
        new(Mst, "project:services:write", "DetachService", "service and VPC id");

    public static readonly StepKind DetachService = new(Mst, "project:services:write", null, "service");

    public static readonly StepKind CreateCloudVpc =
        new(Cloud, ProjectKey, "RemoveCloudVpc", "name, range and region");

    public static readonly StepKind RenameCloudVpc = new(Cloud, ProjectKey, null, "VPC id and name");

    public static readonly StepKind RemoveCloudVpc = new(Cloud, ProjectKey, null, "VPC id");

    public static readonly StepKind RequestCloudPeering =
        new(Cloud, ProjectKey, "RemoveCloudPeering", "AWS account, region and VPC");

    public static readonly StepKind RemoveCloudPeering = new(Cloud, ProjectKey, null, "peering id");

    public static readonly StepKind AcceptPeering =
        new(Aws, "ec2:AcceptVpcPeeringConnection", "DeleteAwsPeering", "peering connection id");

    public static readonly StepKind TagPeering =
        new(Aws, "ec2:CreateTags", null, "tag of the peering connection");

    public static readonly StepKind RejectAwsPeering =
        new(Aws, "ec2:RejectVpcPeeringConnection", null, "peering connection id");

    public static readonly StepKind DeleteAwsPeering =
        new(Aws, "ec2:DeleteVpcPeeringConnection", null, "peering connection id");

    public static readonly StepKind AllowDns =
        new(Aws, "ec2:ModifyVpcPeeringConnectionOptions", null, "peering connection id");

    public static readonly StepKind CreateRoute =
        new(Aws, "ec2:CreateRoute", "DeleteRoute", "range and peering connection id");

    public static readonly StepKind ReplaceRoute =
        new(Aws, "ec2:ReplaceRoute", "DeleteRoute", "range and peering connection id");

    public static readonly StepKind DeleteRoute =
        new(Aws, "ec2:DeleteRoute", null, "range and peering connection id");

    public static readonly StepKind CreateSecurityGroup =
        new(Aws, "ec2:CreateSecurityGroup", "DeleteSecurityGroup", "name and tag")
        {
            Also = [new(Aws, "ec2:CreateTags")],
        };

    public static readonly StepKind DeleteSecurityGroup =
        new(Aws, "ec2:DeleteSecurityGroup", null, "name and tag");

    public static readonly StepKind RevokeDefaultEgress =
        new(Aws, "ec2:RevokeSecurityGroupEgress", null, "rule");

    public static readonly StepKind AuthorizeEgress =
        new(Aws, "ec2:AuthorizeSecurityGroupEgress", "RevokeEgress", "range, port and description");

    public static readonly StepKind RevokeEgress =
        new(Aws, "ec2:RevokeSecurityGroupEgress", null, "range, port and description");

    public static readonly StepKind AttachSecurityGroup =
        new(Aws, "ec2:ModifyNetworkInterfaceAttribute", "DetachSecurityGroup", "interface and group");

    public static readonly StepKind DetachSecurityGroup =
        new(Aws, "ec2:ModifyNetworkInterfaceAttribute", null, "interface and group");

    public static readonly StepKind AttachCloudService =
        new(Cloud, ProjectKey, "DetachCloudService", "service and VPC id");

    public static readonly StepKind DetachCloudService = new(Cloud, ProjectKey, null, "service and VPC id");

    /// <summary>All kinds, in the order of the walkthrough.</summary>
    public static IReadOnlyList<StepKind> All { get; } =
        [.. typeof(StepCatalogue).GetFields(BindingFlags.Static | BindingFlags.Public)
            .Where(field => field.FieldType == typeof(StepKind))
            .Select(field => (StepKind)field.GetValue(null)!)];
}
