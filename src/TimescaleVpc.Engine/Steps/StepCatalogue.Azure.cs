namespace TimescaleVpc.Engine.Steps;

/// <summary>The steps in Azure, and in the directory of its tenant.</summary>
internal static partial class StepCatalogue
{
    internal const string Entra = "Entra";
    internal const string Azure = "Azure";
    internal const string Application = "Application";
    internal const string Peerings = "Microsoft.Network/virtualNetworks/virtualNetworkPeerings/";
    internal const string Roles = "Microsoft.Authorization/";
    private const string WatchOperation = "Microsoft.Network/locations/operations/read";
    private const string WithoutWatching = "the link itself is read instead, or not waited for when it goes";

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
}
