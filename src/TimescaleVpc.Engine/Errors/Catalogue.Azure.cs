namespace TimescaleVpc.Engine.Errors;

/// <summary>Azure and Entra ID.</summary>
internal static partial class Catalogue
{
    public static readonly ErrorEntry AzureSignInFailed = new(ErrorKind.AuthenticationError,
        "No Azure sign-in could be used: {0}",
        "{1}");

    public static readonly ErrorEntry AzureTokenRejected = new(ErrorKind.AuthenticationError,
        "{0} has a token that Azure does not take for '{1}'.",
        "Sign in to Azure again, to the tenant of the subscription, and run the same command again.");

    public static readonly ErrorEntry SubscriptionNotFound = new(ErrorKind.ObjectNotFound,
        "The Azure sign-in sees no subscription '{0}'. It sees: {1}.",
        "Give one of these to Connect-Timescale -Subscription, or sign in to the right tenant.");

    public static readonly ErrorEntry SubscriptionAmbiguous = new(ErrorKind.InvalidArgument,
        "The Azure sign-in sees several subscriptions {0}: {1}.",
        "Run Connect-Timescale again with the id of one of them as -Subscription, or a name that only one has.");

    public static readonly ErrorEntry TenantInvalid = new(ErrorKind.InvalidArgument,
        "'{0}' ({1}) is not a tenant: it must be an id (a GUID) or one of the tenant's domains. Nothing was sent.",
        "Give the tenant's id or domain, as in contoso.onmicrosoft.com; 'az account show --query tenantId' shows the "
        + "id.");

    public static readonly ErrorEntry AzureSignInSettingInvalid = new(ErrorKind.InvalidArgument,
        "{0} is '{1}'. {2} Nothing was sent.",
        "Correct it, or remove the variable, then run the same command again.");

    public static readonly ErrorEntry VNetNotFound = new(ErrorKind.ObjectNotFound,
        "There is no VNet '{1}'{2} that the Azure sign-in sees in subscription {0}. It sees: {3}.",
        "Correct the name or the group; Get-AzureVNet lists what this sign-in can read.");

    public static readonly ErrorEntry VNetAmbiguous = new(ErrorKind.InvalidArgument,
        "Several VNets are named '{0}': {1}.",
        "Add -ResourceGroupName, or give the id to -VNet.");

    public static readonly ErrorEntry VNetIdInvalid = new(ErrorKind.InvalidArgument,
        "'{0}' is not the ARM id of a VNet.",
        "Give /subscriptions/ID/resourceGroups/GROUP/providers/Microsoft.Network/virtualNetworks/NAME, or a name.");

    public static readonly ErrorEntry AddressOverlap = new(ErrorKind.InvalidArgument,
        "{0:scope} cannot be peered with VPC {1}: range {2} of {3} overlaps {4} of the VPC.",
        "Peer a network with other ranges, or make a VPC with another range (New-TimescaleVpc).");

    public static readonly ErrorEntry AzurePermissionDenied = new(ErrorKind.PermissionDenied,
        "{0} may not do '{1}' at {2:scope}.",
        "Ask an owner of that scope for a role that allows what is named (for roles, Owner or User Access "
        + "Administrator does), or let the owner run this cmdlet.");

    public static readonly ErrorEntry EntraPermissionDenied = new(ErrorKind.PermissionDenied,
        "{0} may not do '{1}' in Entra ID (it needs {3}).",
        "The roles Application Administrator and Cloud Application Administrator have this. Let your identity team run "
        + "this cmdlet, or pass what they made with -AppId.");

    public static readonly ErrorEntry ForeignPrincipalDenied = new(ErrorKind.PermissionDenied,
        "The Azure sign-in may not create a service principal for the platform's application {0}, which comes from "
        + "another tenant (microsoft.directory/servicePrincipals/create).",
        "It needs the role Application Administrator. Your identity team can do it once with "
        + "'az ad sp create --id {0}'; then run the same command again.");

    public static readonly ErrorEntry AppNotFound = new(ErrorKind.ObjectNotFound,
        "The tenant has no application with the id {0}.",
        "Give the application (client) id of an application in this tenant to -AppId.");

    public static readonly ErrorEntry AppGone = new(ErrorKind.ObjectNotFound,
        "The platform was asked for the peering with {1} ({2}) with application {0}, which the tenant no longer has; "
        + "the platform cannot change it.",
        "Run Remove-VpcPeering for it, then the pipeline again: a new application is made.");

    public static readonly ErrorEntry AppUnfit = new(ErrorKind.InvalidOperation,
        "Application {0} has the sign-in audience {1}; the platform's tenant can only be reached with "
        + "AzureADMultipleOrgs.",
        "Let its owner change the audience, or leave -AppId out.");

    public static readonly ErrorEntry PrincipalMissing = new(ErrorKind.ObjectNotFound,
        "Application {0} has no service principal in this tenant, and it was made by somebody else.",
        "Let its owner run 'az ad sp create --id {0}', then run the same command again.");

    public static readonly ErrorEntry RoleNotFound = new(ErrorKind.ObjectNotFound,
        "There is no role definition '{0}' at {1:scope}. There are: {2}.",
        "Give its GUID, its ARM id or its exact name.");

    public static readonly ErrorEntry RoleUnfit = new(ErrorKind.InvalidArgument,
        "Role '{0}' does not hold {1}, which the peering needs.",
        "Let its owner add the action, or leave the parameter out so that a role is made.");

    public static readonly ErrorEntry RoleNameTaken = new(ErrorKind.ResourceExists,
        "The role name '{0}' is taken in this tenant by a role that does not hold {1}.",
        "Rename or delete that role, or pass one of your own with -OwnRoleId or -PlatformRoleId.");

    public static readonly ErrorEntry RoleAssignmentMissing = new(ErrorKind.PermissionDenied,
        "Application {0} may not do '{2}' at {1:scope}, and no role that it holds there allows it.",
        "Run Grant-AzurePeerRole for this VNet, or let the owner of its role add the action; then Approve-VpcPeering "
        + "again.");

    public static readonly ErrorEntry RolePropagationTimeout = new(ErrorKind.OperationTimeout,
        "Application {0} holds a role with '{3}' at {1:scope}, but Azure does not honour it after {2}.",
        "Azure may take 10 minutes and more. Run Approve-VpcPeering again, with a longer -Timeout if need be.");

    public static readonly ErrorEntry SecretsForbidden = new(ErrorKind.PermissionDenied,
        "The tenant's policy forbids the secret that Approve-VpcPeering adds to the application for a short time.",
        "Run Approve-VpcPeering -UseCertificate.");

    public static readonly ErrorEntry AppSignInFailed = new(ErrorKind.AuthenticationError,
        "Application {0} cannot sign in to tenant {1}.",
        "If this is the platform's tenant, the platform has not made its service principal there: run "
        + "Add-VpcPeering and Approve-VpcPeering again. Else check the application.");

    public static readonly ErrorEntry LinkRefused = new(ErrorKind.InvalidOperation,
        "Azure took the link, and could not make it.",
        "Mend what its message names, then run Approve-VpcPeering again.");

    public static readonly ErrorEntry LinkUnsettled = new(ErrorKind.OperationTimeout,
        "Azure has taken the {1} of {0:scope}, but has not finished it, and the time is over.",
        "Run the same command again, with a longer -Timeout if need be; it goes on where it stopped.");

    public static readonly ErrorEntry LinkUnauthorized = new(ErrorKind.PermissionDenied,
        "{2:scope} does not let {0} link to it.",
        "The platform grants this for its network when it takes the request. Run Add-VpcPeering and Approve-VpcPeering "
        + "again.");

    public static readonly ErrorEntry AzureRejected = new(ErrorKind.InvalidOperation,
        "{4} refused '{1}'.",
        "Mend what its message names and run the same command again.");
}
