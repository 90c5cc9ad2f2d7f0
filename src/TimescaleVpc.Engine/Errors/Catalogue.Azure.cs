using TimescaleVpc.Engine.Steps;

namespace TimescaleVpc.Engine.Errors;

/// <summary>Azure and Entra ID.</summary>
internal static partial class Catalogue
{
    public static readonly ErrorEntry AzureSignInFailed = new(ErrorKind.AuthenticationError,
        "No Azure sign-in could be used: {0}",
        "{1}");

    public static readonly ErrorEntry AzureTokenRejected = new(ErrorKind.AuthenticationError,
        "{0} has an access token that Azure rejected during '{1}'.",
        "Sign in to Azure again, in the tenant of the subscription: 'az login --tenant TENANT' or Connect-AzAccount "
        + "-Tenant TENANT. Then run Connect-Timescale, and the whole pipeline again from its first cmdlet.");

    public static readonly ErrorEntry SubscriptionNotFound = new(ErrorKind.ObjectNotFound,
        "The Azure sign-in sees no subscription '{0}'. It sees: {1}.",
        "Give one of these to Connect-Timescale -Subscription. If it is in another tenant, sign in there first: 'az "
        + "login --tenant TENANT' or Connect-AzAccount -Tenant TENANT. Then run the whole pipeline again from its "
        + "first cmdlet.");

    public static readonly ErrorEntry SubscriptionAmbiguous = new(ErrorKind.InvalidArgument,
        "The Azure sign-in sees several subscriptions {0}: {1}.",
        "Run Connect-Timescale -Subscription with the id of one of them, and the whole pipeline again from its first "
        + "cmdlet.");

    public static readonly ErrorEntry TenantInvalid = new(ErrorKind.InvalidArgument,
        "'{0}' ({1}) is not a tenant: it must be an id (a GUID) or one of the tenant's domains. Nothing was sent.",
        "Give the id or a domain of the tenant, for example contoso.onmicrosoft.com. 'az account show --query "
        + "tenantId' shows the id.");

    public static readonly ErrorEntry AzureSignInSettingInvalid = new(ErrorKind.InvalidArgument,
        "{0} is '{1}'. {2} Nothing was sent.",
        "Correct the value, or remove the variable, then run the same command again.");

    public static readonly ErrorEntry VNetNotFound = new(ErrorKind.ObjectNotFound,
        "There is no VNet '{1}'{2} that the Azure sign-in sees in subscription {0}. It sees: {3}.",
        "Correct the name or the resource group. Get-AzureVNet lists the VNets that this sign-in can read.");

    public static readonly ErrorEntry VNetAmbiguous = new(ErrorKind.InvalidArgument,
        "Several VNets are named '{0}': {1}.",
        "Add -ResourceGroupName, or give the id of the VNet to -VNet.");

    public static readonly ErrorEntry VNetIdInvalid = new(ErrorKind.InvalidArgument,
        "'{0}' is not the ARM id of a VNet.",
        "Give the name of the VNet, or an id in the form "
        + "/subscriptions/ID/resourceGroups/GROUP/providers/Microsoft.Network/virtualNetworks/NAME.");

    public static readonly ErrorEntry AddressOverlap = new(ErrorKind.InvalidArgument,
        "{0:scope} cannot be peered with Timescale VPC {1}: range {2} of {3} overlaps {4} of the Timescale VPC.",
        "Peer a network with other ranges, or make a Timescale VPC with another range with New-TimescaleVpc.");

    public static readonly ErrorEntry AzurePermissionDenied = new(ErrorKind.PermissionDenied,
        "{0} may not do '{1}' at {2:scope}.",
        "Ask an owner of that scope for a role that allows each action named here (Owner and User Access Administrator "
        + "allow the actions on roles), or ask the owner to run this command. Then run the same command again.")
    {
        Places = [StepCatalogue.Azure, StepCatalogue.Entra],
    };

    public static readonly ErrorEntry EntraPermissionDenied = new(ErrorKind.PermissionDenied,
        "{0} may not do '{1}' in Entra ID (it needs {3}).",
        "The directory roles Cloud Application Administrator, Application Administrator and Global Administrator "
        + "include this permission. Ask your identity team to run this command, then go on with the next one. Or give "
        + "the id of an application that they made to Grant-AzurePeerRole -AppId.")
    {
        Places = [StepCatalogue.Entra, StepCatalogue.Azure],
    };

    public static readonly ErrorEntry ForeignPrincipalDenied = new(ErrorKind.PermissionDenied,
        "The Azure sign-in may not create a service principal for Timescale's application {0}, which comes from "
        + "another tenant. This needs microsoft.directory/servicePrincipals/create.",
        "The directory roles Cloud Application Administrator, Application Administrator and Global Administrator "
        + "include this permission. Ask your identity team to run 'az ad sp create --id {0}' once, then run the same "
        + "command again.")
    {
        Places = [StepCatalogue.Entra, StepCatalogue.Azure],
    };

    public static readonly ErrorEntry AppNotFound = new(ErrorKind.ObjectNotFound,
        "The tenant has no application with the id {0}.",
        "Give the application (client) id of an application in this tenant to -AppId.");

    public static readonly ErrorEntry AppGone = new(ErrorKind.ObjectNotFound,
        "The peering with {1} ({2}) was requested with application {0}, which no longer exists in the tenant. The "
        + "application of a peering cannot be changed.",
        "Run {3:get} | Remove-VpcPeering, then {3:make}, which makes a new application.");

    public static readonly ErrorEntry AppUnfit = new(ErrorKind.InvalidOperation,
        "Application {0} has the sign-in audience {1}. To reach the tenant of Timescale it needs AzureADMultipleOrgs "
        + "(accounts in any organizational directory).",
        "Ask the owner of the application to change its supported account types, or leave -AppId out to have an "
        + "application made.");

    public static readonly ErrorEntry PrincipalMissing = new(ErrorKind.ObjectNotFound,
        "Application {0}, which this module did not make, has no service principal in this tenant.",
        "Ask the owner of the application to run 'az ad sp create --id {0}', then run the same command again.");

    public static readonly ErrorEntry RoleNotFound = new(ErrorKind.ObjectNotFound,
        "There is no role definition '{0}' at {1:scope}. There are: {2}.",
        "Give the GUID, the ARM id or the exact name of a role.");

    public static readonly ErrorEntry RoleUnfit = new(ErrorKind.InvalidArgument,
        "Role '{0}' does not allow {1}, which the peering needs.",
        "Ask the owner of the role to add the action, or leave -OwnRoleId and -PlatformRoleId out: then "
        + "Grant-AzurePeerRole makes a role.");

    public static readonly ErrorEntry RoleNameTaken = new(ErrorKind.ResourceExists,
        "The role name '{0}' is taken in this tenant by a role that does not allow {1}.",
        "If this module made that role and somebody changed it, have these actions added to it again. Otherwise give a "
        + "role of your own to Grant-AzurePeerRole: -OwnRoleId for this module's application, -PlatformRoleId for "
        + "Timescale's.");

    public static readonly ErrorEntry RoleAssignmentMissing = new(ErrorKind.PermissionDenied,
        "Application {0} may not do '{2}' at {1:scope}: no role that it has there allows it.",
        "Run Grant-AzurePeerRole for this VNet, or ask the owner of its role to add the action. Then run "
        + "Approve-VpcPeering again.");

    public static readonly ErrorEntry RolePropagationTimeout = new(ErrorKind.OperationTimeout,
        "Application {0} has a role that allows '{3}' at {1:scope}, but after {2} Azure still refuses it.",
        "A new role assignment can take more than 10 minutes to work. Run Approve-VpcPeering again, with a longer "
        + "-Timeout if needed.");

    public static readonly ErrorEntry SecretsForbidden = new(ErrorKind.PermissionDenied,
        "A policy of the tenant forbids the secret that Approve-VpcPeering adds to the application for a short time.",
        "Run Approve-VpcPeering -UseCertificate, which adds a certificate instead.");

    public static readonly ErrorEntry AppSignInFailed = new(ErrorKind.AuthenticationError,
        "Application {0} cannot sign in to tenant {1}.",
        "If {1} is your tenant, check in Entra ID that the application exists there and is enabled for sign-in. If it "
        + "is Timescale's, Timescale must first add the application there, which can take some minutes: then run "
        + "{2:make}. If the error returns, ask Timescale support.");

    public static readonly ErrorEntry LinkRefused = new(ErrorKind.InvalidOperation,
        "Azure accepted the request for the link (the VNet peering), but could not make it.",
        "Correct what the message of Azure names, then run Approve-VpcPeering again.");

    public static readonly ErrorEntry LinkUnsettled = new(ErrorKind.OperationTimeout,
        "Azure has accepted the {1} of {0:scope}, but had not finished it when the timeout ended.",
        "Run the same command again, with a longer -Timeout if needed. It continues where it stopped.");

    public static readonly ErrorEntry LinkUnauthorized = new(ErrorKind.PermissionDenied,
        "{2:scope} does not allow {0} to link to it.",
        "Timescale gives this right on its network when it receives a peering request. Wait some minutes, then run "
        + "{5:make}. If the error returns, ask Timescale support.");

    public static readonly ErrorEntry AzureRejected = new(ErrorKind.InvalidOperation,
        "{4} refused '{1}'.",
        "Correct what the message of {4} names, then run the same command again.");
}
