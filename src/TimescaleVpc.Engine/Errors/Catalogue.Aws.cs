namespace TimescaleVpc.Engine.Errors;

/// <summary>AWS: sign-in, permissions, EC2.</summary>
internal static partial class Catalogue
{
    public static readonly ErrorEntry AwsCredentialsMissing = new(ErrorKind.AuthenticationError,
        "No AWS credentials were found: neither in the environment, nor in the profile '{0}', nor from a container or "
        + "an EC2 instance{1}",
        "Run 'aws configure' or 'aws sso login', set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a profile "
        + "with Connect-Timescale -AwsProfile.");

    public static readonly ErrorEntry AwsProfileNotFound = new(ErrorKind.ObjectNotFound,
        "There is no AWS profile '{0}' in {1}. Profiles there: {2}.",
        "Give one of these to Connect-Timescale -AwsProfile, or their file to -AwsProfileLocation.");

    public static readonly ErrorEntry AwsProfileFileUnreadable = new(ErrorKind.InvalidArgument,
        "The AWS profiles in {0} cannot be read ({1}).",
        "Mend the file ('aws configure list' reads it, too) and start PowerShell again: it is read once only.");

    public static readonly ErrorEntry AwsCredentialsUnusable = new(ErrorKind.AuthenticationError,
        "{0} gives no AWS credentials: {1}",
        "Mend what the message names; 'aws sts get-caller-identity' tries it out.");

    public static readonly ErrorEntry AwsSsoExpired = new(ErrorKind.AuthenticationError,
        "The SSO sign-in of the AWS profile '{0}' has lapsed, or there was none yet.",
        "Run 'aws sso login --profile {0}', then the same command again.");

    public static readonly ErrorEntry AwsSignInExpired = new(ErrorKind.AuthenticationError,
        "The AWS sign-in has expired during '{1}'.",
        "Get new temporary keys and run Connect-Timescale again.");

    public static readonly ErrorEntry AwsKeysRejected = new(ErrorKind.AuthenticationError,
        "AWS in {2} does not accept the keys for '{1}'.",
        "Check the access key, the secret key and, for temporary keys, the session token. "
        + "'aws sts get-caller-identity' tries them out.");

    public static readonly ErrorEntry AwsRegionMissing = new(ErrorKind.InvalidArgument,
        "No AWS region is named: not by a parameter, AWS_REGION, AWS_DEFAULT_REGION, nor the profile '{0}'.",
        "Add -AwsRegion, as in -AwsRegion us-east-1.");

    public static readonly ErrorEntry AwsRegionInvalid = new(ErrorKind.InvalidArgument,
        "'{0}' is not the name of an AWS region{1}. The nearest ones: {2}. Nothing was sent.",
        "Give a region's name.");

    public static readonly ErrorEntry AwsAccountNotReady = new(ErrorKind.PermissionDenied,
        "The AWS account cannot be used in {2}.",
        "Enable the region for the account, or clear what its message names with AWS, then run the command again.");

    public static readonly ErrorEntry AwsPermissionDenied = new(ErrorKind.PermissionDenied,
        "The AWS sign-in may not do '{3}' in {2}.",
        "Ask an administrator of the account for a policy that allows what is named.");

    public static readonly ErrorEntry AwsRoleDenied = new(ErrorKind.PermissionDenied,
        "The AWS sign-in may not take on its role: '{1}' needs {3}.",
        "Two policies must allow it: one of the identity that takes the role on, and the role's own trust policy with "
        + "all of its conditions (an external id, MFA, the organization; for a web identity issuer, audience and "
        + "subject).");

    public static readonly ErrorEntry AwsIdentityTokenRejected = new(ErrorKind.AuthenticationError,
        "AWS does not take the web identity token for '{1}'.",
        "Check that AWS_WEB_IDENTITY_TOKEN_FILE holds a fresh token, and that the account has an identity provider of "
        + "its issuer and audience.");

    public static readonly ErrorEntry AwsIdentityProviderSilent = new(ErrorKind.ResourceUnavailable,
        "AWS could not ask the identity provider about the web identity token for '{1}'.",
        "Run the same command again. If it stays, look whether AWS can reach the provider's discovery address "
        + "and keys.");

    public static readonly ErrorEntry AwsSsoDenied = new(ErrorKind.PermissionDenied,
        "IAM Identity Center (SSO) gives no access to the account with the role that '{1}' names.",
        "Check sso_account_id and sso_role_name of the profile ('aws sso list-account-roles' shows what there is), or "
        + "have whoever looks after the Identity Center assign them to you.");

    public static readonly ErrorEntry AwsLimitExceeded = new(ErrorKind.LimitsExceeded,
        "A quota of the AWS account stops '{1}' in {2}.",
        "Free what is no longer used, or ask for more in Service Quotas, then run the same command again.");

    public static readonly ErrorEntry AwsRejected = new(ErrorKind.InvalidArgument,
        "AWS refused '{1}' in {2}.",
        "Correct what its message names and run the command again.");

    public static readonly ErrorEntry AwsClockOff = new(ErrorKind.AuthenticationError,
        "AWS does not take '{1}': the clocks differ, and it takes requests of the last 15 minutes only.",
        "Set this computer's clock (time, date and time zone), then run the same command again. The keys are not at "
        + "fault.");

    public static readonly ErrorEntry AwsOrganizationDenied = new(ErrorKind.PermissionDenied,
        "A policy of the AWS organization forbids '{3}' in {2}.",
        "Let whoever looks after the organization (its management account) change that policy: nobody in this account "
        + "can, and no policy of the account helps.");

    public static readonly ErrorEntry AwsExplicitDeny = new(ErrorKind.PermissionDenied,
        "A policy forbids '{3}' in {2} explicitly. No policy that allows it outranks that.",
        "Let the owner of the policy that its message names change it, or use other keys.");

    public static readonly ErrorEntry AwsBoundary = new(ErrorKind.PermissionDenied,
        "The policy that bounds this AWS sign-in (a permissions boundary, a session or an endpoint policy) does not "
        + "hold '{3}' in {2}.",
        "Let its owner add the action there: a policy of the user or role alone does not help. Or use other keys.");

    public static readonly ErrorEntry AwsNotFound = new(ErrorKind.ObjectNotFound,
        "AWS in {2} does not know what '{1}' is about.",
        "Check the id, the account and the region: each shows only its own. Something new shows after a minute.");

    public static readonly ErrorEntry AwsStateUnfit = new(ErrorKind.InvalidOperation,
        "AWS in {2} refused '{1}': what it is about is not in a state that allows it.",
        "Look at it with Get-VpcPeering, mend what its message names, and run the same command again.");
}
