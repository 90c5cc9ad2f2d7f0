using Amazon.Runtime;
using Amazon.Runtime.Endpoints;

namespace TimescaleVpc.Engine.Aws;

/// <summary>
/// The common settings of all clients of the SDK. Every value that the SDK would look up elsewhere is set here: no
/// second retry loop, no logging, no unchecked setting of the environment, a profile or the instance. If a single one
/// is missing, the SDK reads the whole environment and all profiles for it.
/// </summary>
internal static class ClientSettings
{
    public static T For<T>(T config, string region, Uri endpoint, HttpClient client)
        where T : ClientConfig
    {
        config.IgnoreConfiguredEndpointUrls = true;
        // With an address of one's own the SDK takes no region, and would sign for us-east-1.
        config.ServiceURL = endpoint.ToString();
        config.AuthenticationRegion = region;
        config.EndpointProvider = new GivenEndpoint(endpoint);
        // The address says both already.
        config.UseFIPSEndpoint = false;
        config.UseDualstackEndpoint = false;
        config.DefaultConfigurationMode = DefaultConfigurationMode.Standard;
        config.RetryMode = RequestRetryMode.Standard;
        config.MaxErrorRetry = 0;
        config.MaxStaleConnectionRetries = 0;
        config.ThrottleRetries = false;
        config.ClientAppId = "TimescaleVpc";
        config.EndpointDiscoveryEnabled = false;
        config.AccountIdEndpointMode = AccountIdEndpointMode.DISABLED;
        config.DisableRequestCompression = true;
        config.RequestMinCompressionSizeBytes = 0;
        config.RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED;
        config.ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED;
        config.AuthSchemePreference = [];
        config.SigV4aSigningRegionSet = [];
        config.DisableClockSkewCorrection = true;
        config.DisableLogging = true;
        config.LogMetrics = false;
        config.LogResponse = false;
        config.HttpClientFactory = new GivenClient(client);
        return config;
    }

    /// <summary>In place of the SDK's rules, which have nothing to decide and take time to load.</summary>
    private sealed class GivenEndpoint(Uri endpoint) : IEndpointProvider
    {
        public Endpoint ResolveEndpoint(EndpointParameters parameters) => new(endpoint.ToString());
    }

    /// <summary>The session's client, which is the session's to dispose of.</summary>
    private sealed class GivenClient(HttpClient client) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => client;

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
    }
}
