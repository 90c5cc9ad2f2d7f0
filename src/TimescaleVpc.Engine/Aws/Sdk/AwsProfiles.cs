using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using TimescaleVpc.Engine.Errors;

namespace TimescaleVpc.Engine.Aws;

/// <summary>The profiles in AWS's shared files.</summary>
internal sealed class AwsProfiles
{
    public const string Default = "default";

    private readonly CredentialProfileStoreChain store;
    private readonly string files;

    public AwsProfiles(string? location, Func<string, string?> environment)
    {
        store = new CredentialProfileStoreChain(location);
        files = string.IsNullOrWhiteSpace(location) ? UsualFiles(environment) : location;
    }

    /// <summary>The profile of this name; null if there is none.</summary>
    public CredentialProfile? Find(string name) =>
        Read(() => store.TryGetProfile(name, out var profile) ? profile : null);

    public TimescaleVpcException NotFound(string name)
    {
        var names = Read(() => store.ListProfiles().Select(profile => profile.Name).Distinct().ToArray());
        return Catalogue.AwsProfileNotFound.For(name, name, files, NearNames.Of(name, names));
    }

    /// <summary>
    /// The credentials of a profile. Keys in it are used as AWS's other tools use them; the SDK refuses them if the
    /// profile also names an MFA device, although only a role requires its code.
    /// </summary>
    public AWSCredentials Credentials(CredentialProfile profile) => profile.Options switch
    {
        { AccessKey: { Length: > 0 } id, SecretKey: { Length: > 0 } key } keys when HasKeysOnly(keys) =>
            string.IsNullOrEmpty(keys.Token)
                ? new BasicAWSCredentials(id, key)
                : new SessionAWSCredentials(id, key, keys.Token),
        _ => profile.GetAWSCredentials(store),
    };

    /// <summary>Whether a profile says where its keys come from.</summary>
    public static bool HasCredentials(CredentialProfile profile) => profile.CanCreateAWSCredentials
        || profile.Options is { AccessKey.Length: > 0, SecretKey.Length: > 0 } keys && HasKeysOnly(keys);

    /// <summary>The profile to sign in with by SSO: this one, or one that it builds on.</summary>
    public CredentialProfile? SsoProfile(CredentialProfile profile)
    {
        var profileNames = new HashSet<string>(StringComparer.Ordinal);
        for (var item = profile;
             item is not null && profileNames.Add(item.Name);
             item = Find(item.Options.SourceProfile ?? ""))
        {
            if (item.Options.SsoSession is not null || item.Options.SsoStartUrl is not null) return item;
        }

        return null;
    }

    /// <summary>The value of a profile where the environment has none.</summary>
    public static string? Setting(CredentialProfile? profile, string name) => name switch
    {
        "AWS_ENDPOINT_URL" => profile?.EndpointUrl,
        "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS" => profile?.IgnoreConfiguredEndpointUrls?.ToString(),
        "AWS_USE_FIPS_ENDPOINT" => profile?.UseFIPSEndpoint?.ToString(),
        "AWS_USE_DUALSTACK_ENDPOINT" => profile?.UseDualstackEndpoint?.ToString(),
        _ => null,
    };

    /// <summary>A file that cannot be read or parsed.</summary>
    private T Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is not TimescaleVpcException)
        {
            throw Catalogue.AwsProfileFileUnreadable.For(files, files, error.GetBaseException().GetType().Name);
        }
    }

    private static bool HasKeysOnly(CredentialProfileOptions options) =>
        string.IsNullOrEmpty(options.RoleArn) && string.IsNullOrEmpty(options.CredentialProcess)
        && string.IsNullOrEmpty(options.SsoSession) && string.IsNullOrEmpty(options.SsoStartUrl);

    private static string UsualFiles(Func<string, string?> environment)
    {
        var home = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".aws");
        var credentials = environment("AWS_SHARED_CREDENTIALS_FILE") ?? Path.Combine(home, "credentials");
        return $"{credentials} and {environment("AWS_CONFIG_FILE") ?? Path.Combine(home, "config")}";
    }
}
