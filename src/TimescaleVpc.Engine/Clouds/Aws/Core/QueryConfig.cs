using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace TimescaleVpc.Engine.Clouds.Aws.Core;

/// <summary>
/// The settings of one client. Everything that the SDK would look up elsewhere is set here: no retry loop beside ours,
/// no logging, no endpoint from the environment that was not checked before.
/// </summary>
internal sealed class QueryConfig : ClientConfig
{
    private readonly QueryService service;
    private readonly Uri endpoint;

    public QueryConfig(QueryService service, string region, Uri endpoint, HttpClient client)
        : base(new Defaults())
    {
        this.service = service;
        this.endpoint = endpoint;
        ServiceId = service.Id;
        AuthenticationServiceName = service.Name;
        // Set beside the region: with an endpoint of one's own the SDK would sign for us-east-1.
        AuthenticationRegion = region;
        RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        IgnoreConfiguredEndpointUrls = true;
        HttpClientFactory = new GivenClient(client);
        MaxErrorRetry = 0;
        MaxStaleConnectionRetries = 0;
        ThrottleRetries = false;
        DisableClockSkewCorrection = true;
        DisableLogging = true;
        LogMetrics = false;
        LogResponse = false;
    }

    public override string ServiceVersion => service.Version;

    public override string RegionEndpointServiceName => service.Name;

    public override string UserAgent => "TimescaleVpc/1.0";

    /// <summary>This is the endpoint resolver: asking the SDK's own from here would never end.</summary>
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        new(endpoint.ToString());

    /// <summary>Answers without a look at the environment or the instance.</summary>
    private sealed class Defaults : IDefaultConfigurationProvider
    {
        public IDefaultConfiguration GetDefaultConfiguration(
            RegionEndpoint clientRegion, DefaultConfigurationMode? requestedConfigurationMode = null) =>
            new DefaultConfiguration
            {
                Name = DefaultConfigurationMode.Standard,
                RetryMode = RequestRetryMode.Standard,
                S3UsEast1RegionalEndpoint = S3UsEast1RegionalEndpointValue.Regional,
            };
    }

    /// <summary>The session's client, which is the session's to dispose of.</summary>
    private sealed class GivenClient(HttpClient client) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => client;

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
    }
}
