using Amazon.Runtime;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Aws;

/// <summary>
/// The usual chain: keys or web identity in the environment, which the SDK reads, then a container, then an instance.
/// </summary>
/// <param name="profile">The profile that was looked for before, for an error.</param>
/// <param name="environment">The environment; null also for what is blank there.</param>
/// <param name="metadata">Asks the container or the instance; null is the usual client.</param>
internal sealed class ChainKeys(string profile, Func<string, string?> environment, HttpClient? metadata = null)
    : IAwsKeySource
{
    private bool found;
    private string source = "the EC2 instance";

    public string Name => "AWS credential chain";

    public async Task<AWSCredentials> ResolveAsync(CancellationToken cancel)
    {
        // One of them, and never the SDK's own chain: where one fails it goes on to readers of its own for containers
        // and instances, and tells of all that failed but of no reason.
        if (environment("AWS_ACCESS_KEY_ID") is not null && environment("AWS_SECRET_ACCESS_KEY") is not null)
        {
            (found, source) = (true, "the environment's key pair");
            return new EnvironmentVariablesAWSCredentials();
        }

        if (environment("AWS_WEB_IDENTITY_TOKEN_FILE") is not null)
        {
            (found, source) = (true, "the environment's web identity");
            return AssumeRoleWithWebIdentityCredentials.FromEnvironmentVariables();
        }

        return await MetadataAsync();
    }

    public TimescaleVpcException Explain(Exception error, PlatformRefusal? refusal)
    {
        var isMeant = found || environment(MetadataKeys.Endpoint) is not null;
        if (WireException.In(error) is { } wire && isMeant) return wire.ToError(null, "sign in to AWS");

        // A configured address of an instance's keys is meant to be used; a missing role is not a refusal.
        if (refusal is not null && isMeant && (found || refusal.Status != 404))
            return SdkRefusal.ToError(refusal, source);
        if (found)
        {
            return Catalogue.AwsCredentialsUnusable.For(
                null, char.ToUpperInvariant(source[0]) + source[1..],
                WireFailure.FirstLine(error.GetBaseException().Message));
        }

        var explanation = Catalogue.AwsCredentialsMissing.For(null, profile, Instance(error, refusal));
        explanation.Refusal = refusal;
        return explanation;
    }

    /// <summary>The server at the address of an instance's keys, if there is one; its identity is not known.</summary>
    private static string Instance(Exception error, PlatformRefusal? refusal) =>
        WireException.In(error) is { MayRepeat: false } wire && wire.ErrorId == Catalogue.Redirected.Id
            ? $": {WireFailure.FirstLine(wire.ToError(null, "read the instance's keys").Message)}"
        : refusal is not null ? $": {refusal.Host} says: {refusal.Said}"
        : error.GetBaseException() is AmazonClientException
            ? $": {WireFailure.FirstLine(error.GetBaseException().Message)}" : ".";

    private async Task<AWSCredentials> MetadataAsync()
    {
        var keys = new MetadataKeys(metadata ?? SdkHttp.Metadata, environment);
        found = keys.IsContainer;
        if (found) source = "the container";
        var isOff = Same(environment("AWS_EC2_METADATA_DISABLED"), "true");
        if (!found && isOff) throw Catalogue.AwsCredentialsMissing.For(null, profile, ".");
        await keys.GetCredentialsAsync();
        found = true;
        return keys;
    }
}
