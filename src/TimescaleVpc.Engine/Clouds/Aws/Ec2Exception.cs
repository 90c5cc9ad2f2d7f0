using System.Text.RegularExpressions;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Clouds.Aws;

/// <summary>A refusal of EC2 or STS, free of the SDK's types. It never leaves the engine.</summary>
/// <param name="action">The action with its service, as a policy names it: <c>ec2:CreateRoute</c>.</param>
/// <param name="region">Where it was asked.</param>
/// <param name="status">The HTTP status.</param>
/// <param name="code">The service's code.</param>
/// <param name="message">The service's words.</param>
internal sealed partial class Ec2Exception(string action, string region, int status, string code, string message)
    : Exception(message)
{
    public string Action { get; } = action;

    public string Region { get; } = region;

    public int Status { get; } = status;

    public string Code { get; } = code;

    /// <summary>Is it one of these codes? Letter case does not count.</summary>
    public bool Is(params string[] codes) =>
        codes.Any(code => string.Equals(Code, code, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// What was named is not there: gone, or not visible yet, or in another account or region. InvalidGroupId.NotFound
    /// and InvalidSecurityGroupID.NotFound are among it, too.
    /// </summary>
    public bool IsNotFound => Code.EndsWith(".NotFound", StringComparison.OrdinalIgnoreCase);

    /// <summary>The policies of the keys' owner do not allow the action.</summary>
    public bool IsPermission => Is(Ec2Codes.UnauthorizedOperation, "AccessDenied", "AccessDeniedException");

    /// <summary>A quota is used up.</summary>
    public bool IsLimit =>
        !Throttling.IsCode(Code) && Code.EndsWith("LimitExceeded", StringComparison.OrdinalIgnoreCase);

    /// <summary>What to report where nobody waits for it.</summary>
    public TimescaleVpcException ToError()
    {
        if (IsPermission)
        {
            // A request may need a second action, such as tagging what it makes: then the message names that one.
            var denied = DeniedAction().Match(Message) is { Success: true } match ? match.Value : Action;
            return Catalogue.AwsPermissionDenied.For(denied, denied, Region, Plain(Message));
        }

        if (Throttling.IsCode(Code) || Status is 429 or >= 500)
            return Catalogue.Overload(Action, $"AWS in {Region}", Action, Status, Throttling.IsCode(Code));

        if (Is("ExpiredToken", "ExpiredTokenException", "RequestExpired"))
            return Catalogue.AwsSignInExpired.For(Action, Action, Code, Plain(Message));

        if (Is("AuthFailure", "InvalidClientTokenId", "SignatureDoesNotMatch", "MissingAuthenticationToken",
            "IncompleteSignature", "UnrecognizedClientException", "InvalidAccessKeyId"))
            return Catalogue.AwsKeysRejected.For(Action, Action, Region, Code, Plain(Message));

        if (Is("OptInRequired", "PendingVerification", "Blocked"))
            return Catalogue.AwsAccountNotReady.For(Action, Region, Code, Plain(Message));

        return IsLimit
            ? Catalogue.AwsLimitExceeded.For(Action, Action, Region, Code, Plain(Message))
            : Catalogue.AwsRejected.For(Action, Action, Region, Code, Plain(Message));
    }

    [GeneratedRegex(@"\b(ec2|sts):[A-Z][A-Za-z]+")]
    private static partial Regex DeniedAction();

    /// <summary>Without the encoded blob that follows a denial: only DecodeAuthorizationMessage can read it.</summary>
    private static string Plain(string text)
    {
        var blob = text.IndexOf("Encoded authorization failure message", StringComparison.OrdinalIgnoreCase);
        var plain = (blob < 0 ? text : text[..blob]).ReplaceLineEndings(" ").Trim();
        return plain.Length > 0 ? plain : "no message";
    }
}
