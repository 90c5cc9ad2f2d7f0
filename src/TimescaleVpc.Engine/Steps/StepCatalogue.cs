using System.Reflection;

namespace TimescaleVpc.Engine.Steps;

/// <summary>Every change that the module makes. -WhatIf, -Confirm, -Verbose and
/// docs/permissions.md speak from it.</summary>
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

    public static readonly StepKind CreateVpc = new(Mst, Networking, "RemoveVpc", "cloud name and range",
        "Make a Timescale VPC with the range {1} in {0}, to hold database services.");

    public static readonly StepKind RemoveVpc = new(Mst, Networking, null, "VPC id",
        "Delete the Timescale VPC {0}, which holds no service and has no peering.");

    public static readonly StepKind CreatePlatformPrincipal = new(
        Entra, EntraActions.CreatePrincipal, "RemovePlatformPrincipal", "application id",
        "Allow Timescale's application into your tenant: create a service principal for it, which has no role yet.");

    public static readonly StepKind RemovePlatformPrincipal = new(
        Entra, EntraActions.DeletePrincipal, null, "application id and tag",
        "Delete the service principal of Timescale's application from your tenant: no peering needs it any more.");

    public static readonly StepKind CreateApplication = new(
        Entra, EntraActions.CreateApp, "RemoveApplication", "alternate key with the project",
        "Create the application {0} in your tenant, which makes your half of a peering.")
    {
        // A run right after one that was killed: the application is there, but not shown yet.
        Also = [new(Entra, EntraActions.UpdateApp)],
    };

    public static readonly StepKind TagApplication = new(
        Entra, EntraActions.UpdateApp, null, "the tags of the application",
        "Add your tags to the application {0}: {1}.");

    public static readonly StepKind RemoveApplication = new(Entra, EntraActions.DeleteApp, null, "tag with the project",
        "Delete the application {0} from your tenant: no peering needs it any more.");

    public static readonly StepKind CreateOwnPrincipal = new(
        Entra, EntraActions.CreatePrincipal, "RemoveApplication", "application id",
        "Create the service principal of the application {0} in your tenant, so that it can be given a role.");

    public static readonly StepKind CreateOwnRole = new(
        Azure, Roles + "roleDefinitions/write", "RemoveOwnRole", "id from the subscription",
        "Create the role 'TimescaleVpc link' in {0}: it allows linking a VNet to another one, and nothing else.");

    public static readonly StepKind RemoveOwnRole = new(
        Azure, Roles + "roleDefinitions/delete", null, "id from the subscription",
        "Delete the role 'TimescaleVpc link' from {0}: nobody holds it any more.");

    public static readonly StepKind CreatePlatformRole = new(
        Azure, Roles + "roleDefinitions/write", "RemovePlatformRole", "id from the subscription",
        "Create the role 'TimescaleVpc platform' in {0}: it allows being the other end of a peering, and nothing "
        + "else.");

    public static readonly StepKind RemovePlatformRole = new(
        Azure, Roles + "roleDefinitions/delete", null, "id from the subscription",
        "Delete the role 'TimescaleVpc platform' from {0}: nobody holds it any more.");

    public static readonly StepKind AssignOwnRole = new(
        Azure, Roles + "roleAssignments/write", "UnassignOwnRole", "id from scope, principal and role",
        "Assign your application its role on {0}: the application can then make the link to Timescale's network.");

    public static readonly StepKind UnassignOwnRole = new(
        Azure, Roles + "roleAssignments/delete", null, "id from scope, principal and role",
        "Remove the role of your application on {0}: it can no longer make links there.");

    public static readonly StepKind AssignPlatformRole = new(
        Azure, Roles + "roleAssignments/write", "UnassignPlatformRole", "id from scope, principal and role",
        "Assign Timescale's application its role on {0}: Timescale can then make its half of a peering.");

    public static readonly StepKind UnassignPlatformRole = new(
        Azure, Roles + "roleAssignments/delete", null, "id from scope, principal and role",
        "Remove the role of Timescale's application on {0}: Timescale can no longer peer with it.");

    public static readonly StepKind RequestPeering = new(
        Mst, Networking, "RemovePeering", "subscription, resource group and VNet",
        "Ask Timescale to peer its VPC {0} with {1}: it makes its half, then waits for yours.");

    public static readonly StepKind RemovePeering = new(Mst, Networking, null, "subscription, resource group and VNet",
        "Delete Timescale's half of the peering of {1} with the Timescale VPC {0}: no traffic passes between them any "
        + "more.");

    public static readonly StepKind AddCredential = new(
        Entra, EntraActions.UpdateCredentials, "RemoveCredential", "name with the run",
        "Add a credential to the application {0}, for this run only.");

    public static readonly StepKind RemoveCredential = new(
        Entra, EntraActions.UpdateCredentials, null, "name with the run",
        "Remove a credential that this module added to the application {0}.");

    public static readonly StepKind RemoveLeftCredential = new(Entra, EntraActions.UpdateCredentials, null, "name",
        "Remove a credential that an interrupted run has left on the application {0}.");

    public static readonly StepKind CreateLink = new(
        Azure, Peerings + "write", "RemoveLink", "name from the peering's identity",
        "Link {1} to the Timescale VPC {0}: this is your half of the peering.")
    {
        AsApplication = true,
        Also =
        [
            .. RoleActions.Own.Where(action => action != Peerings + "write")
                .Select(action => new Need(Application, action)),
            new(Application, WatchOperation, WithoutWatching),
        ],
    };

    public static readonly StepKind UpdateLink = new(Azure, Peerings + "write", null, "ranges and flags of the link",
        "Update the link of {1} to the Timescale VPC {0} with other settings or ranges; traffic continues.")
    {
        AsApplication = true, Also = CreateLink.Also,
    };

    public static readonly StepKind RemoveLink = new(
        Azure, Peerings + "delete", null, "name from the peering's identity",
        "Delete the link of {1} to the Timescale VPC {0}, your half of the peering: no traffic passes between them any "
        + "more.")
    {
        Also = [new(Azure, WatchOperation, WithoutWatching)],
    };

    public static readonly StepKind AttachService = new(
        Mst, "project:services:write", "DetachService", "service and VPC id",
        "Move {0} into the Timescale VPC {1}: its connections break for some minutes, and it can then be reached over "
        + "peerings only, unless public access is on for it.");

    public static readonly StepKind DetachService = new(Mst, "project:services:write", null, "service",
        "Move {0} out of the VPC: its connections break for some minutes, and it can then be reached from the public "
        + "internet.");

    public static readonly StepKind CreateCloudVpc = new(Cloud, ProjectKey, "RemoveCloudVpc", "name, range and region",
        "Make the Timescale VPC {0} with the range {1} in {2}, to hold database services.");

    public static readonly StepKind RenameCloudVpc = new(Cloud, ProjectKey, null, "VPC id and name",
        "Rename the Timescale VPC {0} to {1}; its peerings and services stay as they are.");

    public static readonly StepKind RemoveCloudVpc = new(Cloud, ProjectKey, null, "VPC id",
        "Delete the Timescale VPC {0}, which holds no service and has no peering.");

    public static readonly StepKind RequestCloudPeering = new(
        Cloud, ProjectKey, "RemoveCloudPeering", "AWS account, region and VPC",
        "Ask Timescale to peer its VPC {0} with {1}: it sends a peering request to your AWS account.");

    public static readonly StepKind RemoveCloudPeering = new(Cloud, ProjectKey, null, "peering id",
        "Delete Timescale's half of the peering of {1} with the Timescale VPC {0}: no traffic passes between them any "
        + "more.");

    public static readonly StepKind AcceptPeering = new(
        Aws, "ec2:AcceptVpcPeeringConnection", "DeleteAwsPeering", "peering connection id",
        "Accept Timescale's request to peer {1} with the Timescale VPC {0}.");

    public static readonly StepKind TagPeering = new(Aws, "ec2:CreateTags", null, "tag of the peering connection",
        "Tag the peering connection of {1} with the Timescale VPC {0}, so that later runs know that you have accepted "
        + "it.");

    public static readonly StepKind AddTags = new(Aws, "ec2:CreateTags", null, "the tags of the resource",
        "Add your tags to {0}: {1}.");

    public static readonly StepKind RejectAwsPeering = new(
        Aws, "ec2:RejectVpcPeeringConnection", null, "peering connection id",
        "Reject Timescale's request to peer {1} with the Timescale VPC {0}.");

    public static readonly StepKind DeleteAwsPeering = new(
        Aws, "ec2:DeleteVpcPeeringConnection", null, "peering connection id",
        "Delete the peering connection of {1} with the Timescale VPC {0}: no traffic passes between them any more.");

    public static readonly StepKind AllowDns = new(
        Aws, "ec2:ModifyVpcPeeringConnectionOptions", null, "peering connection id",
        "Allow the Timescale VPC {0} to resolve host names of {1} to private addresses.");

    public static readonly StepKind CreateRoute = new(
        Aws, "ec2:CreateRoute", "DeleteRoute", "range and peering connection id",
        "Add a route to {3}, the range of the Timescale VPC {0}, to the route table {2} of {1}.");

    public static readonly StepKind ReplaceRoute = new(
        Aws, "ec2:ReplaceRoute", "DeleteRoute", "range and peering connection id",
        "Point the route to {3} in the route table {2} of {1}, which now leads to {4}, to the Timescale VPC {0}.");

    public static readonly StepKind DeleteRoute = new(Aws, "ec2:DeleteRoute", null, "range and peering connection id",
        "Delete the route to {3}, the range of the Timescale VPC {0}, from the route table {2} of {1}.");

    public static readonly StepKind CreateSecurityGroup = new(
        Aws, "ec2:CreateSecurityGroup", "DeleteSecurityGroup", "name and tag",
        "Create the security group {0} in {1}, for traffic out to the database and nothing else.")
    {
        Also = [new(Aws, "ec2:CreateTags")],
    };

    public static readonly StepKind DeleteSecurityGroup = new(Aws, "ec2:DeleteSecurityGroup", null, "name and tag",
        "Delete the security group {0} from {1}.");

    public static readonly StepKind RevokeDefaultEgress = new(Aws, "ec2:RevokeSecurityGroupEgress", null, "rule",
        "Remove the rule from the security group {0} in {1} that allows all traffic out.");

    public static readonly StepKind AuthorizeEgress = new(
        Aws, "ec2:AuthorizeSecurityGroupEgress", "RevokeEgress", "range, port and description",
        "Allow TCP traffic on port {1} out to {2} in the security group {0}.");

    public static readonly StepKind RevokeEgress = new(
        Aws, "ec2:RevokeSecurityGroupEgress", null, "range, port and description",
        "Remove the rule for TCP traffic on port {1} out to {2} from the security group {0}.");

    public static readonly StepKind AttachSecurityGroup = new(
        Aws, "ec2:ModifyNetworkInterfaceAttribute", "DetachSecurityGroup", "interface and group",
        "Add the security group {1} to the network interface {0}, beside the groups that it has.");

    public static readonly StepKind DetachSecurityGroup = new(
        Aws, "ec2:ModifyNetworkInterfaceAttribute", null, "interface and group",
        "Remove the security group {1} from the network interface {0}.");

    public static readonly StepKind AttachCloudService = new(
        Cloud, ProjectKey, "DetachCloudService", "service and VPC id",
        "Move {0} into the Timescale VPC {1}: its connections break for some minutes, its host and port change, and it "
        + "can then be reached over peerings only.");

    public static readonly StepKind DetachCloudService = new(Cloud, ProjectKey, null, "service and VPC id",
        "Move {0} out of the Timescale VPC {1}: its connections break for some minutes, its host and port change, and "
        + "it can then be reached from the public internet.");

    /// <summary>All kinds, in the order of the walkthrough.</summary>
    public static IReadOnlyList<StepKind> All { get; } =
        [.. typeof(StepCatalogue).GetFields(BindingFlags.Static | BindingFlags.Public)
            .Where(field => field.FieldType == typeof(StepKind))
            .Select(field => (StepKind)field.GetValue(null)!)];
}
