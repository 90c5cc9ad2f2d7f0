using Amazon;
using Amazon.Runtime;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Aws;

/// <summary>
/// The clients that the AWS SDK makes by itself when it signs in: for roles, web identity and SSO. Its own would follow
/// redirects, with the session token and the body.
/// </summary>
internal sealed class SdkHttp : HttpClientFactory
{
    private const string Moved =
        "set AWS_ENDPOINT_URL_STS, AWS_ENDPOINT_URL_SSO or AWS_ENDPOINT_URL_SSO_OIDC to it";

    private static readonly SdkHttp Only = new();

    private static readonly Lazy<HttpClient> Near = new(() =>
    {
        // The metadata of a container or an instance is local: no proxy can reach it.
        var handler = Wire.Network();
        handler.UseProxy = false;
        handler.ConnectTimeout = TimeSpan.FromSeconds(2);
        return new Wire(WorkClock.Real, handler).ForSignIn(
            "set AWS_CONTAINER_CREDENTIALS_FULL_URI or AWS_EC2_METADATA_SERVICE_ENDPOINT to it");
    });

    private static readonly AsyncLocal<Wire?> Current = new();

    private static readonly Lazy<HttpClient> Far = new(() => new Wire(WorkClock.Real).ForSignIn(Moved));

    /// <summary>For the keys of a container or an instance.</summary>
    public static HttpClient Metadata => Near.Value;

    /// <summary>The wire of the session that signs in below; null where there is none yet.</summary>
    public static Wire? Session
    {
        get => Current.Value;
        set => Current.Value = value;
    }

    /// <summary>
    /// Hands ours to all clients of the SDK in this load context, which is the module's own, and switches off what
    /// would send beside them.
    /// </summary>
    public static void Use()
    {
        AWSConfigs.HttpClientFactory = Only;
        // Its monitor would read the environment and the profiles, and report calls to whatever host they name.
        AWSConfigs.CSMConfig.CSMEnabled = false;
    }

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) =>
        Session?.ForSignIn(Moved) ?? Far.Value;

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
}
