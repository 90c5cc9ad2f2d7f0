using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Aws;

/// <summary>
/// The source of the keys, with region and endpoints. Nothing is sent over the network before the first call.
/// </summary>
internal sealed class AwsSignIn(IAwsKeySource keys, Func<string, string?> environment, string? defaultRegion)
{
    private AWSCredentials? credentials;

    /// <summary>The source of the keys, in words for the session.</summary>
    public string Source => keys.Name;

    /// <summary>The region that goes with the keys; null if none is set.</summary>
    public string? DefaultRegion => defaultRegion;

    /// <summary>As Connect-Timescale says: keys, a profile, those of the sandbox, or the usual chain.</summary>
    /// <param name="request">What it was given.</param>
    /// <param name="sandbox">The sandbox; null for a real session.</param>
    /// <param name="learn">Hears of a secret that was given.</param>
    public static AwsSignIn Of(ConnectRequest request, VpcSandbox? sandbox, Action<string> learn)
    {
        if (request.ReadAwsKeys?.Invoke() is var (keyId, secretKey))
        {
            keyId = InputText.Setting("The access key id of -AwsCredential", keyId) ?? "";
            secretKey = InputText.Setting("The secret key of -AwsCredential", secretKey) ?? "";
            learn(secretKey);
            return From(new GivenKeys(keyId, new Secret(secretKey)), request.AwsRegion);
        }

        if (sandbox is null) return Find(request.AwsProfile, request.AwsProfileLocation);
        var all = sandbox.SignIn.AwsCredentials;
        var profileName = request.AwsProfile ?? all[0].Profile;
        var keys = all.FirstOrDefault(item => Same(item.Profile, profileName))
            ?? throw Catalogue.AwsProfileNotFound.For(
                profileName, profileName, "the sandbox", NearNames.Of(profileName, all.Select(item => item.Profile)));
        return From(new GivenKeys(keys.AccessKeyId, new Secret(keys.SecretKey)), keys.Region);
    }

    /// <summary>A source of keys. The environment of the process has no say then.</summary>
    public static AwsSignIn From(IAwsKeySource keys, string? region) => new(keys, _ => null, region);

    /// <summary>A profile, or the usual chain: environment, web identity, profile, container, instance.</summary>
    /// <param name="profile">-AwsProfile; null takes the environment's say.</param>
    /// <param name="location">-AwsProfileLocation; null is the usual files.</param>
    /// <param name="environment">The environment, for tests.</param>
    public static AwsSignIn Find(string? profile, string? location, Func<string, string?>? environment = null)
    {
        SdkHttp.Use();
        var variable = environment ?? Environment.GetEnvironmentVariable;
        string? Read(string name) => Filled(variable(name));
        var profiles = new AwsProfiles(location, variable);
        var name = Filled(profile) ?? Read("AWS_PROFILE") ?? AwsProfiles.Default;
        var storedProfile = profiles.Find(name);
        var isWanted = Filled(profile) is not null || Filled(location) is not null;
        IAwsKeySource keys = isWanted || UsesProfile(Read, storedProfile)
            ? new ProfileKeys(profiles, storedProfile ?? throw profiles.NotFound(name)) : new ChainKeys(name, Read);
        // A named profile's own region yields to the environment, as with AWS's other tools.
        var region = Read("AWS_REGION") ?? Read("AWS_DEFAULT_REGION") ?? storedProfile?.Region?.SystemName;
        var signIn = new AwsSignIn(keys, key => variable(key) ?? AwsProfiles.Setting(storedProfile, key), region);
        // Roles and web identity are the SDK's own calls to STS: it would not mind an open http address.
        _ = signIn.Overridden(AwsService.Sts);
        return signIn;
    }

    /// <summary>The region to work in: the one that is wanted, else the keys' own.</summary>
    public string Region(string? region) =>
        AwsRegions.Check(Filled(region) ?? DefaultRegion ?? throw Catalogue.AwsRegionMissing.For(null, Source));

    /// <summary>The address of a service: from the environment, otherwise AWS's own.</summary>
    public Uri Endpoint(AwsService service, string region) =>
        Overridden(service) ?? AwsEndpoints.Default(
            service, region, IsSet("AWS_USE_FIPS_ENDPOINT"), IsSet("AWS_USE_DUALSTACK_ENDPOINT"));

    /// <summary>The credentials, which renew themselves; throws if they cannot be had now.</summary>
    /// <param name="cancel">Stops the requests.</param>
    /// <param name="wire">The session's wire, for what the SDK sends by itself.</param>
    public async Task<AWSCredentials> GetAsync(CancellationToken cancel, Wire? wire = null)
    {
        SdkHttp.Session = wire;
        var refusal = AmbientWork.SignInRefusal = new SignInRefusal();
        try
        {
            credentials ??= await keys.ResolveAsync(cancel);
            await credentials.GetCredentialsAsync().WaitAsync(cancel);
            return credentials;
        }
        catch (Exception error) when (error is not (OperationCanceledException or TimescaleVpcException))
        {
            // A cached failure could be outdated: the next call reads afresh, in case of a sign-in in the meantime.
            credentials = null;
            throw keys.Explain(error, SdkRefusal.In(error, refusal));
        }
    }

    /// <summary>Keys and web identity in the environment come before any profile.</summary>
    private static bool UsesProfile(Func<string, string?> read, CredentialProfile? profile)
    {
        var hasKeys = read("AWS_ACCESS_KEY_ID") is not null && read("AWS_SECRET_ACCESS_KEY") is not null;
        return !hasKeys && read("AWS_WEB_IDENTITY_TOKEN_FILE") is null
            && (read("AWS_PROFILE") is not null || profile is not null && AwsProfiles.HasCredentials(profile));
    }

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private Uri? Overridden(AwsService service)
    {
        if (IsSet("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")) return null;
        var text = Filled(environment("AWS_ENDPOINT_URL_" + service.Id)) ?? Filled(environment("AWS_ENDPOINT_URL"));
        return text is null ? null : AwsEndpoints.Checked(text);
    }

    private bool IsSet(string name) => Same(environment(name), "true");
}
