namespace TimescaleVpc.Engine.Errors;

/// <summary>AWS: sign-in, permissions, EC2.</summary>
internal static partial class Catalogue
{
    public static readonly ErrorEntry AwsCredentialsMissing = new(
        "AwsCredentialsMissing", ErrorKind.AuthenticationError,
        "No AWS credentials were found: neither in the environment, nor in the profile '{0}', nor from a container or "
        + "an EC2 instance.",
        "Run 'aws configure' or 'aws sso login', set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a profile "
        + "with Connect-Timescale -AwsProfile.");

    public static readonly ErrorEntry AwsProfileNotFound = new(
        "AwsProfileNotFound", ErrorKind.ObjectNotFound,
        "There is no AWS profile '{0}' in {1}. Profiles there: {2}.",
        "Give one of these to Connect-Timescale -AwsProfile, or their file to -AwsProfileLocation.");

    public static readonly ErrorEntry AwsProfileFileUnreadable = new(
        "AwsProfileFileUnreadable", ErrorKind.InvalidArgument,
        "The AWS profiles in {0} cannot be read ({1}).",
        "Mend the file ('aws configure list' reads it, too) and start PowerShell again: it is read once only.");

    public static readonly ErrorEntry AwsCredentialsUnusable = new(
        "AwsCredentialsUnusable", ErrorKind.AuthenticationError,
        "{0} gives no AWS credentials: {1}",
        "Mend what the message names; 'aws sts get-caller-identity' tries it out.");

    public static readonly ErrorEntry AwsSsoExpired = new(
        "AwsSsoExpired", ErrorKind.AuthenticationError,
        "The SSO sign-in of the AWS profile '{0}' has lapsed, or there was none yet.",
        "Run 'aws sso login --profile {0}', then the same command again.");

    public static readonly ErrorEntry AwsSignInExpired = new(
        "AwsSignInExpired", ErrorKind.AuthenticationError,
        "AWS says that the sign-in has expired ({1}) during '{0}': {2}",
        "Get new temporary keys and run Connect-Timescale again. If they are new, set this computer's clock: AWS takes "
        + "requests of the last 15 minutes only.");

    public static readonly ErrorEntry AwsKeysRejected = new(
        "AwsKeysRejected", ErrorKind.AuthenticationError,
        "AWS in {1} does not accept the keys for '{0}' ({2}): {3}",
        "Check the access key, the secret key and, for temporary keys, the session token. "
        + "'aws sts get-caller-identity' tries them out.");

    public static readonly ErrorEntry AwsRegionMissing = new(
        "AwsRegionMissing", ErrorKind.InvalidArgument,
        "No AWS region is named: not by a parameter, AWS_REGION, AWS_DEFAULT_REGION, nor the profile '{0}'.",
        "Add -AwsRegion, as in -AwsRegion us-east-1.");

    public static readonly ErrorEntry AwsRegionInvalid = new(
        "AwsRegionInvalid", ErrorKind.InvalidArgument,
        "'{0}' is not the name of an AWS region.",
        "Give a name such as us-east-1 or eu-central-1.");

    public static readonly ErrorEntry AwsAccountNotReady = new(
        "AwsAccountNotReady", ErrorKind.PermissionDenied,
        "The AWS account cannot be used in {0} ({1}): {2}",
        "Enable the region for the account, or clear what the message names with AWS, then run the command again.");

    public static readonly ErrorEntry AwsPermissionDenied = new(
        "AwsPermissionDenied", ErrorKind.PermissionDenied,
        "The AWS sign-in may not do '{0}' in {1}: {2}",
        "Ask an administrator of the account for a policy that allows {0}.");

    public static readonly ErrorEntry AwsLimitExceeded = new(
        "AwsLimitExceeded", ErrorKind.LimitsExceeded,
        "A quota of the AWS account stops '{0}' in {1} ({2}): {3}",
        "Free what is no longer used, or ask for more in Service Quotas, then run the same command again.");

    public static readonly ErrorEntry AwsRejected = new(
        "AwsRejected", ErrorKind.InvalidArgument,
        "AWS refused '{0}' in {1} with {2}: {3}",
        "Correct what the message names and run the command again.");
}
