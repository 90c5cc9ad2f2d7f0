using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Aws;

/// <summary>A profile of AWS's shared files: keys, a role, SSO, or a process that prints keys.</summary>
internal sealed class ProfileKeys(AwsProfiles profiles, CredentialProfile profile) : IAwsKeySource
{
    /// <summary>
    /// The kept token is no longer taken, or not renewed: codes of SSO's two services. The latter has OAuth's names,
    /// too.
    /// </summary>
    private static readonly string[] Lapsed =
    [
        "UnauthorizedException", "InvalidGrantException", "invalid_grant", "ExpiredTokenException", "expired_token",
        "InvalidClientException", "invalid_client",
    ];

    public string Name => $"AWS profile {profile.Name}";

    public Task<AWSCredentials> ResolveAsync(CancellationToken cancel) =>
        Task.Run(() => profiles.Credentials(profile), cancel);

    public TimescaleVpcException Explain(Exception error, PlatformRefusal? refusal)
    {
        if (WireException.In(error) is { } wire)
            return wire.ToError(profile.Name, "sign in with profile " + profile.Name);

        var sso = profiles.SsoProfile(profile);
        if (sso is not null && refusal is null && SaysSignInAgain(error))
            return Catalogue.AwsSsoExpired.For(profile.Name, sso.Name);
        if (sso is not null && refusal?.Is(Lapsed) == true)
            return Catalogue.AwsSsoExpired.Because(refusal, profile.Name, sso.Name);
        if (refusal is not null) return SdkRefusal.ToError(refusal, $"the AWS profile '{profile.Name}'");

        if (error.GetBaseException() is HttpRequestException or System.Net.Sockets.SocketException or IOException)
            return Catalogue.ConnectionLost.For(
                profile.Name, "AWS", "sign in with profile " + profile.Name, error.GetBaseException().GetType().Name);

        // The output of a process is arbitrary and can contain a secret.
        var reason = profile.Options.CredentialProcess is not null ? "its credential_process failed"
            : profile.Options.MfaSerial is not null
            ? "it asks for a code of an MFA device; get temporary keys with 'aws sts get-session-token' instead"
            : WireFailure.FirstLine(error.GetBaseException().Message);
        return Catalogue.AwsCredentialsUnusable.For(profile.Name, $"The AWS profile '{profile.Name}'", reason);
    }

    /// <summary>The SDK has no type for it: no token was kept, or the kept one has expired.</summary>
    private static bool SaysSignInAgain(Exception error)
    {
        for (Exception? inner = error; inner is not null; inner = inner.InnerException)
        {
            if (inner.Message.Contains("SSO Token", StringComparison.OrdinalIgnoreCase)
                || inner.Message.Contains("is an SSO profile", StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
