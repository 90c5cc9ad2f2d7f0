using Amazon.Runtime;

namespace TimescaleVpc.Engine.Aws.Sdk;

/// <summary>One way to come by credentials, and the words for its failures.</summary>
internal interface IAwsKeySource
{
    /// <summary>In words for the session.</summary>
    string Name { get; }

    Task<AWSCredentials> ResolveAsync(CancellationToken cancel);

    /// <summary>Turns the SDK's failure into one of ours.</summary>
    TimescaleVpcException Explain(Exception error);
}
