using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Aws.Sdk;

/// <summary>
/// The usual chain: keys or web identity in the environment, which the SDK reads, then a container, then an instance.
/// </summary>
/// <param name="profile">The profile that was looked for before, for an error.</param>
/// <param name="environment">The environment.</param>
internal sealed class ChainKeys(string profile, Func<string, string?> environment) : IAwsKeySource
{
    private bool found;

    public string Name => "AWS credential chain";

    public async Task<AWSCredentials> ResolveAsync(CancellationToken cancel)
    {
        var isSet = IsSet("AWS_WEB_IDENTITY_TOKEN_FILE")
            || (IsSet("AWS_ACCESS_KEY_ID") && IsSet("AWS_SECRET_ACCESS_KEY"));
        if (!isSet) return await MetadataAsync();

        found = true;
        // One resolver for each sign-in: it keeps what it found.
        using var resolver = new DefaultAWSCredentialsIdentityResolver();
        return await resolver.ResolveIdentityAsync(null, cancel);
    }

    /// <summary>The SDK tells of a vain search in a numbered list of several lines.</summary>
    public TimescaleVpcException Explain(Exception error) =>
        SdkRefusal.In(error) is { } refusal ? SdkRefusal.ToError(refusal, null, "the environment's web identity or keys")
        : WireException.In(error) is { } wire && (found || IsSet(MetadataKeys.Endpoint))
        ? wire.ToError(null, "sign in to AWS")
        : found
        ? Catalogue.AwsCredentialsUnusable.For(
            null, "The environment, the container or the instance", FirstLine(error.GetBaseException().Message))
        : Catalogue.AwsCredentialsMissing.For(null, profile, Instance(error));

    /// <summary>What answers at the address of an instance's keys, where anything does; it may be anybody.</summary>
    private static string Instance(Exception error) =>
        WireException.In(error) is { MayRepeat: false } wire && wire.ErrorId == Catalogue.Redirected.Id
            ? $": {FirstLine(wire.ToError(null, "read the instance's keys").Message)}"
        : error.GetBaseException() is AmazonClientException
            ? $": {FirstLine(error.GetBaseException().Message)}" : ".";

    internal static string FirstLine(string text) => text.ReplaceLineEndings("\n").Split('\n')[0].Trim();

    private async Task<AWSCredentials> MetadataAsync()
    {
        var keys = new MetadataKeys(SdkHttp.Metadata, environment);
        found = keys.IsContainer;
        var isOff = Same(environment("AWS_EC2_METADATA_DISABLED"), "true");
        if (!found && isOff) throw Catalogue.AwsCredentialsMissing.For(null, profile, ".");
        await keys.GetCredentialsAsync();
        found = true;
        return keys;
    }

    private bool IsSet(string name) => !string.IsNullOrWhiteSpace(environment(name));
}
