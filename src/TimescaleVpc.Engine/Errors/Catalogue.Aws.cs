using TimescaleVpc.Engine.Steps;

namespace TimescaleVpc.Engine.Errors;

/// <summary>AWS: sign-in, permissions, EC2.</summary>
internal static partial class Catalogue
{
    public static readonly ErrorEntry AwsCredentialsMissing = new(ErrorKind.AuthenticationError,
        "No AWS credentials were found: neither in the environment, nor in the profile '{0}', nor from a container or "
        + "an EC2 instance{1}",
        "Run 'aws configure --profile {0}' or 'aws sso login --profile {0}', or set AWS_ACCESS_KEY_ID and "
        + "AWS_SECRET_ACCESS_KEY. Then run Connect-Timescale, with -AwsProfile NAME for another profile, and the whole "
        + "pipeline again from its first cmdlet.");

    public static readonly ErrorEntry AwsProfileNotFound = new(ErrorKind.ObjectNotFound,
        "There is no AWS profile '{0}' in {1}. Profiles there: {2}.",
        "Give one of these to Connect-Timescale -AwsProfile, or the file that holds the profile to "
        + "-AwsProfileLocation.");

    public static readonly ErrorEntry AwsProfileFileUnreadable = new(ErrorKind.InvalidArgument,
        "The AWS profiles in {0} cannot be read ({1}).",
        "Correct the file ('aws configure list' reads the same file), then start PowerShell again: after this error it "
        + "is not read again in the same process.");

    public static readonly ErrorEntry AwsCredentialsUnusable = new(ErrorKind.AuthenticationError,
        "{0} gives no AWS credentials: {1}",
        "Correct the cause that the message names: 'aws sts get-caller-identity', with --profile NAME for a profile, "
        + "shows whether the credentials work. Then run Connect-Timescale, and the whole pipeline again from its first "
        + "cmdlet.");

    public static readonly ErrorEntry AwsSsoExpired = new(ErrorKind.AuthenticationError,
        "The SSO sign-in of the AWS profile '{0}' has expired, or there was none yet.",
        "Run 'aws sso login --profile {0}'. Then run Connect-Timescale, and the whole pipeline again from its first "
        + "cmdlet.");

    public static readonly ErrorEntry AwsSignInExpired = new(ErrorKind.AuthenticationError,
        "The AWS sign-in expired during '{1}'.",
        "Get new temporary keys, for example with 'aws sso login', with --profile NAME for a profile. Then run "
        + "Connect-Timescale, and the whole pipeline again from its first cmdlet.");

    public static readonly ErrorEntry AwsKeysRejected = new(ErrorKind.AuthenticationError,
        "AWS in {2} rejected the access key of the sign-in during '{1}'.",
        "Check the access key, the secret key and, for temporary keys, the session token: 'aws sts "
        + "get-caller-identity', with --profile NAME for a profile, shows whether they work. Then run "
        + "Connect-Timescale, and the whole pipeline again from its first cmdlet.");

    public static readonly ErrorEntry AwsRegionMissing = new(ErrorKind.InvalidArgument,
        "No AWS region is given: neither by a parameter, nor by AWS_REGION, AWS_DEFAULT_REGION or the profile '{0}'.",
        "Add -AwsRegion, for example -AwsRegion us-east-1.");

    public static readonly ErrorEntry AwsRegionInvalid = new(ErrorKind.InvalidArgument,
        "'{0}' is not the name of an AWS region{1}. Nearest names: {2}. Nothing was sent.",
        "Give the name of a region, for example -AwsRegion us-east-1.");

    public static readonly ErrorEntry AwsAccountNotReady = new(ErrorKind.PermissionDenied,
        "The AWS account cannot be used in {2}.",
        "Enable the region for the account (AWS console, Account, AWS Regions), or solve the problem that the "
        + "message of AWS names with AWS support. Then run the same command again.");

    public static readonly ErrorEntry AwsPermissionDenied = new(ErrorKind.PermissionDenied,
        "The AWS sign-in may not do '{3}' in {2}.",
        "Ask an administrator of the AWS account for an IAM policy that allows each action named here, then run the "
        + "same command again.")
    {
        Places = [StepCatalogue.Aws],
    };

    public static readonly ErrorEntry AwsRoleDenied = new(ErrorKind.PermissionDenied,
        "The AWS sign-in is not allowed to assume its role: '{1}' needs {3}.",
        "Two policies must allow it: a policy of the user or role that assumes the role, and the trust policy of the "
        + "role itself, with all of its conditions (external id, MFA, organization; for a web identity issuer, "
        + "audience and subject). Ask whoever manages IAM in the account to correct them. Then run Connect-Timescale, "
        + "and the whole pipeline again from its first cmdlet.");

    public static readonly ErrorEntry AwsIdentityTokenRejected = new(ErrorKind.AuthenticationError,
        "AWS rejected the web identity token during '{1}'.",
        "Check that the file in AWS_WEB_IDENTITY_TOKEN_FILE holds a token that has not expired, and that the AWS "
        + "account has an identity provider (IAM) with the issuer and audience of the token. Then run "
        + "Connect-Timescale, and the whole pipeline again from its first cmdlet.");

    public static readonly ErrorEntry AwsIdentityProviderSilent = new(ErrorKind.ResourceUnavailable,
        "AWS could not reach the identity provider to check the web identity token during '{1}'.",
        "Run the same command again. If the error returns, check that AWS can reach the discovery address and the "
        + "keys of the provider from the internet.");

    public static readonly ErrorEntry AwsSsoDenied = new(ErrorKind.PermissionDenied,
        "IAM Identity Center (SSO) refused '{1}': it does not give you the role in the AWS account that your AWS "
        + "profile names.",
        "Check sso_account_id and sso_role_name in the AWS profile against what the AWS access portal lists for you, "
        + "or ask the administrators of IAM Identity Center to assign you the role. Then run Connect-Timescale, and "
        + "the whole pipeline again from its first cmdlet.");

    public static readonly ErrorEntry AwsLimitExceeded = new(ErrorKind.LimitsExceeded,
        "'{1}' in {2} exceeds a quota of the AWS account: {4}.",
        "Delete what is no longer used, or request a higher quota in Service Quotas. Then run the same command again.");

    public static readonly ErrorEntry AwsRejected = new(ErrorKind.InvalidArgument,
        "AWS refused '{1}' in {2}.",
        "Correct what the message of AWS names, then run the same command again.");

    public static readonly ErrorEntry AwsClockOff = new(ErrorKind.AuthenticationError,
        "AWS rejected '{1}': the clock of this computer is wrong. AWS accepts a request only within 15 minutes of the "
        + "right time.",
        "Set the clock of this computer (time, date and time zone), then run the same command again. The access keys "
        + "are not the cause.");

    public static readonly ErrorEntry AwsOrganizationDenied = new(ErrorKind.PermissionDenied,
        "A policy of the AWS organization forbids '{3}' in {2}.",
        "Ask the administrators of the AWS organization (its management account) to change that policy, then run "
        + "the same command again. Nobody in this account can change it, and no policy of this account overrides it.");

    public static readonly ErrorEntry AwsExplicitDeny = new(ErrorKind.PermissionDenied,
        "A policy explicitly denies '{3}' in {2}. A policy that allows the action does not override it.",
        "Ask the owner of the policy that the message of AWS names to change it, then run the same command again. Or "
        + "run Connect-Timescale -AwsProfile NAME with other keys, and the whole pipeline again from its first "
        + "cmdlet.");

    public static readonly ErrorEntry AwsBoundary = new(ErrorKind.PermissionDenied,
        "A policy that limits this AWS sign-in (a permissions boundary, a session policy or a VPC endpoint policy) "
        + "does not allow '{3}' in {2}.",
        "Ask the owner of that policy to allow the action in it, then run the same command again: a policy of the user "
        + "or role alone is not enough. Or run Connect-Timescale -AwsProfile NAME with other keys, and the whole "
        + "pipeline again from its first cmdlet.");

    public static readonly ErrorEntry AwsNotFound = new(ErrorKind.ObjectNotFound,
        "AWS in {2} does not find the object of '{1}'.",
        "Check the id, the AWS account and the region: AWS shows only what belongs to the account and region of the "
        + "sign-in. A new object can take a minute to appear. Then run the same command again.");

    public static readonly ErrorEntry AwsStateUnfit = new(ErrorKind.InvalidOperation,
        "AWS in {2} refused '{1}': the object is in a state that does not allow it.",
        "Run Get-VpcPeering to see the state of the peering, correct what the message of AWS names, and run the same "
        + "command again.");
}
