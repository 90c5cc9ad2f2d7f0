using Amazon.Runtime;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Aws;

/// <summary>Plain keys, as the sandbox gives them.</summary>
internal sealed class GivenKeys(string accessKey, Secret secretKey, string? sessionToken = null) : IAwsKeySource
{
    public string Name => "Given keys";

    public Task<AWSCredentials> ResolveAsync(CancellationToken cancel) => Task.FromResult<AWSCredentials>(
        sessionToken is null ? new BasicAWSCredentials(accessKey, secretKey.Reveal())
            : new SessionAWSCredentials(accessKey, secretKey.Reveal(), sessionToken));

    public TimescaleVpcException Explain(Exception error, PlatformRefusal? refusal) =>
        Catalogue.AwsCredentialsUnusable.For(null, "The given key pair", error.GetType().Name);
}
