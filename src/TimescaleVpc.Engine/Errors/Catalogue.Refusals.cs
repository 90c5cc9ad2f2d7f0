namespace TimescaleVpc.Engine.Errors;

/// <summary>
/// The refusals of platforms, by their codes. The values: identity, action, target, requirement, platform.
/// </summary>
internal static partial class Catalogue
{
    public static readonly ErrorEntry RefusalUnknown = new(ErrorKind.InvalidResult,
        "{0} refused '{1}' with {2}.",
        "Look into {3}, mend it, and run the same command again; it goes on where it stopped. If it stays, ask "
        + "the platform's support: -Verbose shows the request's id.");

    public static readonly ErrorEntry AzureConditionUnmet = new(ErrorKind.PermissionDenied,
        "{0} has a role for '{1}' at {2:scope}, but the role's condition (ABAC) does not hold for this request.",
        "Let whoever gave the role add to its condition what is to be assigned here (the roles that "
        + "Grant-AzurePeerRole makes, for service principals), or give one without a condition.");

    public static readonly ErrorEntry AzureDenyAssignment = new(ErrorKind.PermissionDenied,
        "{0} is kept from '{1}' at {2:scope} by a deny assignment. No role outranks it.",
        "Let the owner of what made it (a deployment stack, a managed application) change it. 'az role "
        + "deny-assignment list' or the portal (Access control, Deny assignments) shows it.");

    public static readonly ErrorEntry AzurePolicyDenied = new(ErrorKind.PermissionDenied,
        "An Azure Policy forbids '{1}' at {2:scope}. It holds for everybody, an owner as well.",
        "Let whoever looks after the policies exempt that scope, or change the policy that its message names.");

    public static readonly ErrorEntry AzureDisallowed = new(ErrorKind.ResourceUnavailable,
        "Azure itself does not offer '{1}' at {2:scope} to this subscription, in this region or of this kind.",
        "Use another region or subscription, or ask Azure's support to open it. Nothing in your tenant can.");

    public static readonly ErrorEntry AzureScopeLocked = new(ErrorKind.InvalidOperation,
        "A lock stops '{1}' at {2:scope}.",
        "Let whoever looks after the scope that its message names take its lock off ('az lock list' shows it), run the "
        + "same command again, and put the lock back.");

    public static readonly ErrorEntry AzureSubscriptionDisabled = new(ErrorKind.ResourceUnavailable,
        "The subscription is disabled, so '{1}' is not possible: it can only be read.",
        "Let its owner enable it again (Azure portal, Subscriptions), then run the same command again.");

    public static readonly ErrorEntry AzureProviderMissing = new(ErrorKind.InvalidOperation,
        "The subscription has not registered the resource provider that '{1}' needs.",
        "Let an owner run 'az provider register --namespace' with the name in the words, then run the same command "
        + "again.");

    public static readonly ErrorEntry AzureBusy = new(ErrorKind.ResourceUnavailable,
        "Another change stands in the way of '{1}', and the time is over.",
        "Wait until it has ended, then run the same command again; it goes on where it stopped.");

    public static readonly ErrorEntry AzureNotFound = new(ErrorKind.ObjectNotFound,
        "Azure does not find what '{1}' is about.",
        "Check its name, its resource group and the subscription; somebody may have removed it meanwhile.");

    public static readonly ErrorEntry AzureNotYetKnown = new(ErrorKind.ResourceUnavailable,
        "Azure does not know a new principal or role everywhere yet, so '{1}' failed.",
        "Run the same command again in some minutes; it goes on where it stopped.");

    public static readonly ErrorEntry LinkTenantDenied = new(ErrorKind.PermissionDenied,
        "{0} may make its own end of the link, but showed Azure no token of the tenant of {2:scope}, the other end.",
        "Look at the tenant of the platform's network (Get-VpcPeering, RemoteTenantId). Run Remove-VpcPeering and the "
        + "pipeline again; if it stays, report it to the platform's support.");

    public static readonly ErrorEntry LinkTargetUnknown = new(ErrorKind.ObjectNotFound,
        "{0} is to link to {2:scope}, whose subscription Azure does not find.",
        "Run Remove-VpcPeering and the pipeline again; if it stays, report it to the platform's support.");

    public static readonly ErrorEntry LinkOverlap = new(ErrorKind.InvalidArgument,
        "Azure does not make the link: ranges of the networks overlap.",
        "Peer a network with other ranges, or make a VPC with another range (New-TimescaleVpc). A network that is "
        + "peered with either one counts as well.");

    public static readonly ErrorEntry LinkRemoteStale = new(ErrorKind.InvalidOperation,
        "Azure does not make the link: the platform's half of it is disconnected, and cannot be revived.",
        "Run Remove-VpcPeering, then the whole pipeline again: both halves are made anew.");

    public static readonly ErrorEntry LinkDuplicate = new(ErrorKind.ResourceExists,
        "Azure does not make the link: the VNet has a peering with the platform's network under another name.",
        "Delete that peering in Azure, if nothing else uses it, then run Approve-VpcPeering again.");

    public static readonly ErrorEntry EntraQuotaExceeded = new(ErrorKind.LimitsExceeded,
        "The directory takes no more objects, of the tenant or of this identity, so '{1}' failed.",
        "Delete applications that are no longer used, in the recycle bin too, or let somebody with a directory role "
        + "run this: people without one may make 250 objects. No other permission helps.");

    public static readonly ErrorEntry EntraNotFound = new(ErrorKind.ObjectNotFound,
        "The directory does not show what '{1}' is about.",
        "A new object shows after some minutes: run the same command again. If it stays, somebody has removed it.");

    public static readonly ErrorEntry EntraAccessBlocked = new(ErrorKind.PermissionDenied,
        "{0} is not let in by the access policies of tenant {2}.",
        "Let whoever looks after the tenant's Conditional Access admit it, or the place and device that it comes from. "
        + "Trying again, or a role, does not help.");

    public static readonly ErrorEntry EntraMfaNeeded = new(ErrorKind.AuthenticationError,
        "{0} needs a second factor (MFA), to '{1}'.",
        "Sign in anew and confirm it, to this tenant: 'az login --tenant TENANT' or Connect-AzAccount -Tenant TENANT; "
        + "then run Connect-Timescale again.");

    public static readonly ErrorEntry EntraSignInLapsed = new(ErrorKind.AuthenticationError,
        "{0} has lapsed.",
        "Sign in anew, with 'az login' or Connect-AzAccount, then run Connect-Timescale again.");

    public static readonly ErrorEntry EntraUserRejected = new(ErrorKind.AuthenticationError,
        "{0} is not let in by tenant {2}: something is wrong with the user.",
        "Check the user's name, password and state, and that the tenant is the user's own or has invited it.");

    public static readonly ErrorEntry EntraCredentialRejected = new(ErrorKind.AuthenticationError,
        "{0} has a secret, certificate or federated token that Entra ID does not take.",
        "Check that it has not expired and is the application's own: AZURE_CLIENT_SECRET takes the secret's value, not "
        + "its id. Of a workload identity, check issuer, subject and audience of the federated credential.");

    public static readonly ErrorEntry EntraAppDisabled = new(ErrorKind.PermissionDenied,
        "{0} uses an application that is disabled in tenant {2}.",
        "Let an administrator enable it again (Enterprise applications, Properties, 'Enabled for users to sign-in').");

    public static readonly ErrorEntry EntraConsentMissing = new(ErrorKind.PermissionDenied,
        "{0} asks for what nobody in tenant {2} has consented to.",
        "Let an administrator of the tenant grant the application's permissions.");

    public static readonly ErrorEntry EntraAppUnknown = new(ErrorKind.ObjectNotFound,
        "{0} uses an application that tenant {2} does not know.",
        "Check AZURE_CLIENT_ID and the tenant: the application needs a service principal in it.");

    public static readonly ErrorEntry EntraTenantUnknown = new(ErrorKind.ObjectNotFound,
        "Entra ID knows no tenant {2}.",
        "Check -TenantId or AZURE_TENANT_ID: it takes the tenant's id or one of its domains.");
}
