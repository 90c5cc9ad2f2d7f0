using Amazon.Runtime;
using Amazon.SecurityToken;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Aws;

/// <summary>The SDK's client of STS, signing at the session's time.</summary>
internal sealed class SessionStsClient : AmazonSecurityTokenServiceClient
{
    public SessionStsClient(AWSCredentials credentials, AmazonSecurityTokenServiceConfig config, WorkClock clock)
        : base(credentials, config) => SessionSigner.Install(RuntimePipeline, clock);
}
