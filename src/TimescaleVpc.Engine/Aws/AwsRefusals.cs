using TimescaleVpc.Engine.Errors;

namespace TimescaleVpc.Engine.Aws;

/// <summary>The meaning of the codes of EC2 and STS.</summary>
internal static partial class AwsRefusals
{
    /// <summary>EC2 refuses a clock that is this far off, with the same words as wrong keys.</summary>
    private static readonly TimeSpan MostSkew = TimeSpan.FromMinutes(5);

    private static readonly string[] Denied = ["UnauthorizedOperation", "AccessDenied", "AccessDeniedException"];

    public static readonly RefusalTable Table = new(
        "AWS",
        new(Catalogue.AwsOrganizationDenied, Denied)
        {
            Words = ["service control policy", "resource control policy"],
        },
        new(Catalogue.AwsExplicitDeny, Denied) { Words = ["explicit deny"] },
        new(Catalogue.AwsBoundary, Denied)
        {
            Words = ["no permissions boundary", "no session policy", "no VPC endpoint policy"],
        },
        new(Catalogue.AwsRoleDenied, Denied) { Words = ["sts:AssumeRole"] },
        new(Catalogue.AwsPermissionDenied, Denied),
        new(Catalogue.AwsClockOff, "RequestTimeTooSkewed"),
        new(Catalogue.AwsClockOff, "SignatureDoesNotMatch", "RequestExpired", "AuthFailure")
        {
            Words = ["Signature expired", "Signature not yet current"],
        },
        new(Catalogue.AwsIdentityTokenRejected, "InvalidIdentityToken*", "IDPRejectedClaim*"),
        new(Catalogue.AwsIdentityTokenRejected, "ExpiredTokenException")
        {
            Words = ["Token too old", "Token expired", "web identity"],
        },
        new(Catalogue.AwsIdentityProviderSilent, "IDPCommunicationError*"),
        new(Catalogue.AwsSsoDenied, "ForbiddenException"),
        new(Catalogue.AwsSignInExpired, "ExpiredToken", "ExpiredTokenException", "RequestExpired"),
        new(
            Catalogue.AwsKeysRejected, "AuthFailure", "InvalidClientTokenId", "SignatureDoesNotMatch",
            "MissingAuthenticationToken", "IncompleteSignature", "UnrecognizedClientException", "InvalidAccessKeyId"),
        new(Catalogue.AwsAccountNotReady, "OptInRequired", "PendingVerification", "Blocked", "RegionDisabledException"),
        new(Catalogue.AwsNotFound, "*.NotFound"),
        new(
            Catalogue.AwsStateUnfit, "InvalidStateTransition", "OperationNotPermitted", "*.InUse", "*.Duplicate",
            "RouteAlreadyExists", "VpcPeeringConnectionAlreadyExists", "DependencyViolation", "CannotDelete",
            "ConcurrentTagAccess", "IncorrectState", "InvalidVpcPeeringConnectionState.*"),
        new(
            Catalogue.AwsRejected, "*.Malformed", "*.Reserved", "Invalid*", "Missing*", "UnknownParameter",
            "ValidationError", "UnsupportedOperation", "DryRunOperation"))
    {
        Throttling = AwsThrottling.Codes,
    };

    /// <summary>Our error for what AWS has refused.</summary>
    /// <param name="refusal">What AWS said.</param>
    /// <param name="action">The action with its service.</param>
    /// <param name="region">Where it was asked.</param>
    /// <param name="lackingActions">Other actions that are known not to be allowed either.</param>
    public static TimescaleVpcException ToError(
        PlatformRefusal refusal, string action, string region, params IReadOnlyList<string> lackingActions)
    {
        // A request may need a second action, such as tagging what it makes: then the words name that one.
        var deniedAction = DeniedAction().Match(refusal.Message) is { Success: true } match ? match.Value : action;
        var subject = refusal.Is(Denied) ? deniedAction : action;
        var deniedActions = string.Join("', '", lackingActions.Prepend(deniedAction).Distinct(StringComparer.Ordinal));
        var request = new RefusedRequest("The AWS sign-in", action, region, deniedActions, subject);
        if (IsLimit(refusal))
            return Catalogue.AwsLimitExceeded.Because(
                refusal, action, request.Who, action, region, deniedAction, refusal.Code);
        return IsClock(refusal)
            ? Catalogue.AwsClockOff.Because(refusal, action, request.Who, action, region, deniedAction)
            : Table.ToError(refusal, request);
    }

    /// <summary>The policies of the keys' owner, or those above them, do not allow the action.</summary>
    public static bool IsPermission(PlatformRefusal refusal) => refusal.Is(Denied);

    /// <summary>The same where a policy that allows the action would do.</summary>
    public static bool IsPlainDenial(PlatformRefusal refusal) =>
        Table.Find(refusal) == Catalogue.AwsPermissionDenied;

    /// <summary>A quota is used up; "too many requests" is none.</summary>
    public static bool IsLimit(PlatformRefusal refusal) => !refusal.Is(AwsThrottling.Codes)
        && refusal.Code.EndsWith("LimitExceeded", StringComparison.OrdinalIgnoreCase);

    /// <summary>The same code for wrong keys and a wrong clock: the answer's date tells which.</summary>
    private static bool IsClock(PlatformRefusal refusal) =>
        refusal.Is("AuthFailure", "SignatureDoesNotMatch", "RequestExpired")
        && refusal.ClockAhead is { } ahead && ahead.Duration() > MostSkew;

    [GeneratedRegex(@"\b(ec2|sts):[A-Z][A-Za-z]+")]
    private static partial Regex DeniedAction();
}
