namespace TimescaleVpc.Engine.Errors;

/// <summary>
/// What Azure and Entra ID refuse, by their codes. The values: identity, action, target, requirement, platform, and for
/// links the peering.
/// </summary>
internal static partial class Catalogue
{
    public static readonly ErrorEntry AzureConditionUnmet = new(ErrorKind.PermissionDenied,
        "{0} has a role that allows '{1}' at {2:scope}, but the condition of its role assignment (ABAC) does not "
        + "allow this request.",
        "Ask whoever assigned the role to extend the condition, so that it allows the roles 'TimescaleVpc link' and "
        + "'TimescaleVpc platform' (the plan of Grant-AzurePeerRole -WhatIf shows their ids) to be assigned to service "
        + "principals. Then run the same command again.");

    public static readonly ErrorEntry AzureDenyAssignment = new(ErrorKind.PermissionDenied,
        "{0} is kept from '{1}' at {2:scope} by a deny assignment. No role overrides a deny assignment.",
        "It belongs to a deployment stack or a managed application: ask the owner of that to change the deny "
        + "assignment. The portal (Access control, Deny assignments) shows it. Then run the same command again.");

    public static readonly ErrorEntry AzurePolicyDenied = new(ErrorKind.PermissionDenied,
        "An Azure Policy denies '{1}' at {2:scope}. It applies to everybody, owners included.",
        "Ask the administrators of Azure Policy to exempt that scope, or to change the policy that the message of "
        + "Azure names. Then run the same command again.");

    public static readonly ErrorEntry AzureDisallowed = new(ErrorKind.ResourceUnavailable,
        "Azure does not offer '{1}' at {2:scope} to this subscription: the region or the kind of the subscription "
        + "excludes it.",
        "Use another region or subscription, or ask Azure support to allow it. No setting of your tenant can allow "
        + "it.");

    public static readonly ErrorEntry AzureScopeLocked = new(ErrorKind.InvalidOperation,
        "A resource lock stops '{1}' at {2:scope}.",
        "Ask an owner of the scope that the message of Azure names to remove its lock ('az lock list --subscription "
        + "ID' shows it). Run the same command again, then have the lock put back.");

    public static readonly ErrorEntry AzureSubscriptionDisabled = new(ErrorKind.ResourceUnavailable,
        "The subscription is disabled, so '{1}' is not possible: a disabled subscription can only be read.",
        "Ask its owner to enable it again (Azure portal, Subscriptions), then run the same command again.");

    public static readonly ErrorEntry AzureProviderMissing = new(ErrorKind.InvalidOperation,
        "'{1}' needs a resource provider that is not registered in the subscription. The message of Azure names it.",
        "Ask an owner of the subscription to run 'az provider register --namespace NAME --subscription ID' with that "
        + "name, for example Microsoft.Network. Then run the same command again.");

    public static readonly ErrorEntry AzureBusy = new(ErrorKind.ResourceUnavailable,
        "Azure could not do '{1}' before the timeout ended, since another change to the same resource was still in "
        + "progress.",
        "Wait until that change has ended, then run the same command again: it continues where it stopped.");

    public static readonly ErrorEntry AzureNotFound = new(ErrorKind.ObjectNotFound,
        "Azure does not find the object of '{1}'.",
        "Check its name, its resource group and the subscription, then run the same command again. If the error "
        + "returns, somebody has deleted it: Test-VpcPeering names what is missing and the command for it.");

    public static readonly ErrorEntry AzureNotYetKnown = new(ErrorKind.ResourceUnavailable,
        "'{1}' failed because a new service principal or role is not known in all of Azure yet.",
        "Run the same command again in some minutes. It continues where it stopped.");

    public static readonly ErrorEntry LinkTenantDenied = new(ErrorKind.PermissionDenied,
        "{0} may make the link on your VNet, but its request had no valid token for the tenant of the other end, "
        + "{2:scope}.",
        "Run {5:get} | Remove-VpcPeering, then {5:make}. If the error returns, ask Timescale support whether that "
        + "network is theirs.");

    public static readonly ErrorEntry LinkTargetUnknown = new(ErrorKind.ObjectNotFound,
        "{0} must link to {2:scope}, but Azure does not find the subscription of that network.",
        "Run {5:get} | Remove-VpcPeering, then {5:make}. If the error returns, ask Timescale support.");

    public static readonly ErrorEntry LinkOverlap = new(ErrorKind.InvalidArgument,
        "Azure does not make the link: address ranges of the two networks overlap.",
        "Give this peering up with Undo-VpcPeering. Then peer a network with other ranges, or make a Timescale VPC "
        + "with another range with New-TimescaleVpc. Ranges of networks that are already peered with one of the two "
        + "count as well.");

    public static readonly ErrorEntry LinkRemoteStale = new(ErrorKind.InvalidOperation,
        "Azure does not make the link: Timescale's half of it is disconnected, and Azure cannot connect it again.",
        "Both halves must be made again: run {5:get} | Remove-VpcPeering, then {5:make}.");

    public static readonly ErrorEntry LinkDuplicate = new(ErrorKind.ResourceExists,
        "Azure does not make the link: the VNet already has a peering with Timescale's network under another name.",
        "Look at that peering in Azure (portal: the VNet, Peerings). If it is Connected, it may be in use: leave it, "
        + "and ask Timescale support which of their peerings it belongs to. If it is not Connected, delete it, then "
        + "run Approve-VpcPeering again.");

    public static readonly ErrorEntry EntraQuotaExceeded = new(ErrorKind.LimitsExceeded,
        "'{1}' failed: the tenant, or the identity that is signed in, has reached the number of objects that Entra ID "
        + "allows it.",
        "Ask somebody with a directory role to run this command: a user without one may make 250 objects, and no other "
        + "permission helps. Or delete applications of your own that are certainly no longer used, in 'Deleted "
        + "applications' as well, which is final. Then run the same command again.");

    public static readonly ErrorEntry EntraNotFound = new(ErrorKind.ObjectNotFound,
        "Entra ID does not find the object of '{1}'.",
        "A new object can take some minutes to appear: run the same command again. If the error returns, somebody has "
        + "deleted the object: Test-VpcPeering names what is missing and the command for it.");

    public static readonly ErrorEntry EntraAccessBlocked = new(ErrorKind.PermissionDenied,
        "{0} is blocked by a Conditional Access policy of tenant {2}.",
        "Ask the administrators of Conditional Access in that tenant to allow this user or application, or the place "
        + "and device that it signs in from: another role does not help. Then run Connect-Timescale, and the whole "
        + "pipeline again from its first cmdlet.");

    public static readonly ErrorEntry EntraMfaNeeded = new(ErrorKind.AuthenticationError,
        "{0} must confirm a second factor (MFA) before '{1}' is allowed.",
        "Sign in again, to this tenant, and confirm it: 'az login --tenant TENANT' or Connect-AzAccount -Tenant "
        + "TENANT. Then run Connect-Timescale, and the whole pipeline again from its first cmdlet.");

    public static readonly ErrorEntry EntraSignInLapsed = new(ErrorKind.AuthenticationError,
        "{0} has expired.",
        "Sign in again with 'az login' or Connect-AzAccount. Then run Connect-Timescale, and the whole pipeline again "
        + "from its first cmdlet.");

    public static readonly ErrorEntry EntraUserRejected = new(ErrorKind.AuthenticationError,
        "{0} was rejected by tenant {2}: something is wrong with the user account.",
        "Check the name, the password and the state of the user, and that the user belongs to this tenant or was "
        + "invited as a guest. Then sign in, run Connect-Timescale, and the whole pipeline again from its first "
        + "cmdlet.");

    public static readonly ErrorEntry EntraCredentialRejected = new(ErrorKind.AuthenticationError,
        "{0} has a secret, certificate or federated token that Entra ID rejected.",
        "Check that it has not expired and belongs to this application. AZURE_CLIENT_SECRET takes the value of the "
        + "secret, not its id. For a workload identity, check issuer, subject and audience of the federated "
        + "credential. Then run Connect-Timescale, and the whole pipeline again from its first cmdlet.");

    public static readonly ErrorEntry EntraAppDisabled = new(ErrorKind.PermissionDenied,
        "{0} uses an application that is disabled in tenant {2}.",
        "Ask an administrator of the tenant to enable it again (Enterprise applications, Properties, 'Enabled for "
        + "users to sign-in'). Then run Connect-Timescale, and the whole pipeline again from its first cmdlet.");

    public static readonly ErrorEntry EntraConsentMissing = new(ErrorKind.PermissionDenied,
        "{0} needs permissions that no administrator of tenant {2} has consented to.",
        "Ask an administrator of the tenant to grant the permissions of the application (Enterprise applications, "
        + "Permissions, 'Grant admin consent'). Then run Connect-Timescale, and the whole pipeline again from its "
        + "first cmdlet.");

    public static readonly ErrorEntry EntraAppUnknown = new(ErrorKind.ObjectNotFound,
        "{0} uses an application that tenant {2} does not have.",
        "Check AZURE_CLIENT_ID and AZURE_TENANT_ID: the application needs a service principal in that tenant. Then run "
        + "Connect-Timescale, and the whole pipeline again from its first cmdlet.");

    public static readonly ErrorEntry EntraTenantUnknown = new(ErrorKind.ObjectNotFound,
        "Entra ID has no tenant {2}.",
        "Check -TenantId or AZURE_TENANT_ID: give the id or one of the domains of the tenant. Then run "
        + "Connect-Timescale, and the whole pipeline again from its first cmdlet.");
}
