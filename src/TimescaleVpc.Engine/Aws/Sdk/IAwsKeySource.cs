using Amazon.Runtime;

namespace TimescaleVpc.Engine.Aws;

/// <summary>One way to come by credentials, and the words for its failures.</summary>
internal interface IAwsKeySource
{
    /// <summary>In words for the session.</summary>
    string Name { get; }

    Task<AWSCredentials> ResolveAsync(CancellationToken cancel);

    /// <summary>Turns the SDK's failure into one of ours.</summary>
    /// <param name="error">What the SDK has thrown.</param>
    /// <param name="refusal">What AWS said, if it has refused.</param>
    TimescaleVpcException Explain(Exception error, PlatformRefusal? refusal);
}
