using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Aws;

/// <summary>AWS's refusal of a call that the SDK makes itself to sign in: for a role, SSO, a web identity.</summary>
internal static class SdkRefusal
{
    /// <summary>
    /// The refusal behind an error of the SDK, as it came over the wire: the SDK keeps a part of it, and of some none.
    /// </summary>
    /// <param name="error">What the SDK has thrown.</param>
    /// <param name="signInRefusal">What the wire has received last.</param>
    /// <returns>Null if there is none.</returns>
    public static PlatformRefusal? In(Exception? error, SignInRefusal signInRefusal) => error switch
    {
        // The SDK signs such calls with this machine's clock.
        null => signInRefusal.Last is { } answer
            ? AwsRefusalReader.Read(answer with { Platform = AwsRefusals.Table.Platform }, WorkClock.Real.Now) : null,
        RefusedException refusedError => refusedError.Refusal,
        _ => In(error.InnerException, signInRefusal),
    };

    /// <summary>Our error for it.</summary>
    /// <param name="refusal">What AWS said.</param>
    /// <param name="source">Where the credentials were to come from, in words.</param>
    public static TimescaleVpcException ToError(PlatformRefusal refusal, string source) => AwsRefusals.ToError(
        refusal, $"sign in by {source}",
        Array.Find(refusal.Host.Split('.'), AwsRegions.IsName) ?? "its region");
}
