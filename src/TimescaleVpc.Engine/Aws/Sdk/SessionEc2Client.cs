using Amazon.EC2;
using Amazon.Runtime;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Aws;

/// <summary>The SDK's client of EC2, signing at the session's time.</summary>
internal sealed class SessionEc2Client : AmazonEC2Client
{
    public SessionEc2Client(AWSCredentials credentials, AmazonEC2Config config, WorkClock clock)
        : base(credentials, config) => SessionSigner.Install(RuntimePipeline, clock);
}
