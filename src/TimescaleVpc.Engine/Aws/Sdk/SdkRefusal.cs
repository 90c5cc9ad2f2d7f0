using Amazon.Runtime;
using TimescaleVpc.Engine.Errors;

namespace TimescaleVpc.Engine.Aws.Sdk;

/// <summary>What AWS said to a call that the SDK makes by itself when it signs in: for a role, SSO, a web identity.</summary>
internal static class SdkRefusal
{
    /// <summary>The refusal behind an error of the SDK; null if there is none.</summary>
    public static PlatformRefusal? In(Exception? error) => error switch
    {
        null => null,
        AmazonServiceException { ErrorCode.Length: > 0 } refused => new PlatformRefusal
        {
            Platform = AwsRefusals.Table.Platform,
            Status = (int)refused.StatusCode,
            Code = refused.ErrorCode,
            Message = Redaction.Clean(refused.Message),
            RequestId = refused.RequestId,
        },
        _ => In(error.InnerException),
    };

    /// <summary>Our error for it.</summary>
    /// <param name="refusal">What AWS said.</param>
    /// <param name="target">What the error is about.</param>
    /// <param name="source">Where the credentials were to come from, in words.</param>
    public static TimescaleVpcException ToError(PlatformRefusal refusal, object? target, string source) =>
        AwsRefusals.Table.Find(refusal) is null
            ? Catalogue.AwsCredentialsUnusable.Because(refusal, target, source, "AWS refuses to give them.")
            : AwsRefusals.ToError(refusal, $"sign in by {source}", "its region");
}
