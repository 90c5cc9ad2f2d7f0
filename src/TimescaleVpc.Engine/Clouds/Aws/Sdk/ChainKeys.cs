using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using TimescaleVpc.Engine.Errors;

namespace TimescaleVpc.Engine.Clouds.Aws.Sdk;

/// <summary>The SDK's own chain: environment, web identity, container, instance.</summary>
/// <param name="profile">The profile that was looked for before, for an error.</param>
internal sealed class ChainKeys(string profile) : IAwsKeySource
{
    private bool found;

    public string Name => "AWS credential chain";

    public async Task<AWSCredentials> ResolveAsync(CancellationToken cancel)
    {
        // One resolver for each sign-in: it keeps what it found.
        using var resolver = new DefaultAWSCredentialsIdentityResolver();
        var credentials = await resolver.ResolveIdentityAsync(null, cancel);
        found = true;
        return credentials;
    }

    /// <summary>The SDK tells of a vain search in a numbered list of several lines.</summary>
    public TimescaleVpcException Explain(Exception error) => found
        ? Catalogue.AwsCredentialsUnusable.For(
            null, "The environment, the container or the instance", FirstLine(error.GetBaseException().Message))
        : Catalogue.AwsCredentialsMissing.For(null, profile);

    internal static string FirstLine(string text) => text.ReplaceLineEndings("\n").Split('\n')[0].Trim();
}
