using Amazon.Runtime;
using TimescaleVpc.Engine.Errors;

namespace TimescaleVpc.Engine.Aws.Sdk;

/// <summary>Plain keys.</summary>
internal sealed class GivenKeys(AwsKeys keys) : IAwsKeySource
{
    public string Name => "Given keys";

    public Task<AWSCredentials> ResolveAsync(CancellationToken cancel) => Task.FromResult<AWSCredentials>(
        keys.SessionToken is { } token
            ? new SessionAWSCredentials(keys.AccessKey, keys.SecretKey.Reveal(), token)
            : new BasicAWSCredentials(keys.AccessKey, keys.SecretKey.Reveal()));

    public TimescaleVpcException Explain(Exception error, PlatformRefusal? refusal) =>
        Catalogue.AwsCredentialsUnusable.For(null, "The given key pair", error.GetType().Name);
}
