using Amazon.Runtime;
using Amazon.SSO;
using Amazon.SSO.Model;
using Amazon.SSOOIDC;
using Amazon.SSOOIDC.Model;
using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Tests.Aws;

namespace TimescaleVpc.Tests.Transport;

/// <summary>
/// The ways by which keys for AWS are come by: readers of ours, and calls that the SDK makes by itself.
/// </summary>
internal static class AwsKeyKinds
{
    public const string Container = "AWS container";
    public const string Instance = "AWS instance";
    public const string Role = "AWS role";
    public const string WebIdentity = "AWS web identity";
    public const string Sso = "AWS SSO";
    public const string SsoToken = "AWS SSO token";

    private const string Profiles =
        """
        [keys]
        aws_access_key_id = AKIDEXAMPLE
        aws_secret_access_key = s3cr3t
        aws_session_token = s3cr3t-session
        region = us-east-1
        [role]
        role_arn = arn:aws:iam::111122223333:role/x
        source_profile = keys
        region = us-east-1
        [sso]
        sso_start_url = https://nowhere-tsvpc.awsapps.example/start
        sso_region = us-east-1
        sso_account_id = 111122223333
        sso_role_name = Network
        """;

    public static readonly ClientKind[] All =
    [
        new(Container, "169.254.170.2", "AWS_CONTAINER_CREDENTIALS_FULL_URI", wire =>
            [Keys(wire, Offered(wire, ("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/creds"),
                ("AWS_CONTAINER_AUTHORIZATION_TOKEN", "s3cr3t-container")))]),
        new(Instance, "169.254.169.254", MetadataKeys.Endpoint, wire =>
            [Keys(wire, Offered(wire, (MetadataKeys.Endpoint, "http://169.254.169.254")))]),
        new(Role, "sts.us-east-1.amazonaws.com", "AWS_ENDPOINT_URL_STS", wire =>
            [() => WithProfileAsync("role", keys => Keys(wire, keys)())]),
        new(WebIdentity, "sts.us-east-1.amazonaws.com", "AWS_ENDPOINT_URL_STS", wire => [() => WebIdentityAsync(wire)]),
        new(Sso, "portal.sso.us-east-1.amazonaws.com", "AWS_ENDPOINT_URL_SSO", wire =>
            [() => WithProfileAsync("sso", keys => SsoAsync(wire, keys, async credentials =>
            {
                using var sso = new AmazonSSOClient(credentials, Amazon.RegionEndpoint.USEast1);
                await sso.GetRoleCredentialsAsync(new GetRoleCredentialsRequest
                {
                    AccessToken = "s3cr3t-sso", AccountId = "111122223333", RoleName = "Network",
                });
            }))]),
        new(SsoToken, "oidc.us-east-1.amazonaws.com", "AWS_ENDPOINT_URL_SSO_OIDC", wire =>
            [() => WithProfileAsync("sso", keys => SsoAsync(wire, keys, async credentials =>
            {
                using var oidc = new AmazonSSOOIDCClient(credentials, Amazon.RegionEndpoint.USEast1);
                await oidc.CreateTokenAsync(new CreateTokenRequest
                {
                    ClientId = "c", ClientSecret = "s3cr3t-client", GrantType = "refresh_token",
                    RefreshToken = "s3cr3t-refresh",
                });
            }))]),
    ];

    private static Func<Task> Keys(Wire wire, IAwsKeySource keys) =>
        () => AwsSignIn.From(keys, "us-east-1").GetAsync(default, wire);

    private static ChainKeys Offered(Wire wire, params (string Name, string Value)[] environment)
    {
        SdkHttp.Use();
        return new("default", name => environment.FirstOrDefault(item => item.Name == name).Value, wire.ForSignIn(
            "set AWS_CONTAINER_CREDENTIALS_FULL_URI or AWS_EC2_METADATA_SERVICE_ENDPOINT to it"));
    }

    private static async Task WithProfileAsync(string name, Func<ProfileKeys, Task> call)
    {
        SdkHttp.Use();
        using var files = new AwsFiles(Profiles);
        var profiles = new AwsProfiles(files.Path, _ => null);
        await call(new ProfileKeys(profiles, profiles.Find(name)!));
    }

    /// <summary>
    /// A call that the SDK makes after a sign-in by browser: its cache is in the user's home, so the call is made here,
    /// and its failure is handled like the SDK's own.
    /// </summary>
    private static async Task SsoAsync(Wire wire, ProfileKeys keys, Func<AWSCredentials, Task> call)
    {
        SdkHttp.Session = wire;
        var refusal = AmbientWork.SignInRefusal = new SignInRefusal();
        try
        {
            await call(new AnonymousAWSCredentials());
        }
        catch (Exception error)
        {
            throw keys.Explain(error, SdkRefusal.In(error, refusal));
        }
    }

    /// <summary>The SDK reads the process's environment.</summary>
    private static async Task WebIdentityAsync(Wire wire)
    {
        SdkHttp.Use();
        using var token = new AwsFiles("s3cr3t-assertion");
        var set = new Dictionary<string, string>
        {
            ["AWS_WEB_IDENTITY_TOKEN_FILE"] = token.Path,
            ["AWS_ROLE_ARN"] = "arn:aws:iam::111122223333:role/x", ["AWS_ROLE_SESSION_NAME"] = "link",
            ["AWS_REGION"] = "us-east-1",
        };
        foreach (var (name, value) in set) Environment.SetEnvironmentVariable(name, value);
        try
        {
            await Keys(wire, new ChainKeys("default", name => set.GetValueOrDefault(name)))();
        }
        finally
        {
            foreach (var name in set.Keys) Environment.SetEnvironmentVariable(name, null);
        }
    }
}
