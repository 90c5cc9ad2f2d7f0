using TimescaleVpc.Engine.Errors;

namespace TimescaleVpc.Engine.Azure;

/// <summary>
/// The parameters and environment variables for signing in. They are checked before anything is sent: the SDK would
/// refuse them in the middle of a request, with words that look like a response of Azure.
/// </summary>
internal static partial class SignInSettings
{
    private const string Choice = "AZURE_TOKEN_CREDENTIALS";
    private const string Authority = "AZURE_AUTHORITY_HOST";
    private const string EnvironmentTenant = "AZURE_TENANT_ID";

    /// <summary>Ways of the SDK's that are none of ours.</summary>
    private static readonly string[] Others =
    [
        "VisualStudioCredential", "VisualStudioCodeCredential", "AzureDeveloperCliCredential", "BrokerCredential",
        "InteractiveBrowserCredential",
    ];

    /// <summary>Of all ways to sign in those that the environment admits.</summary>
    public static SignInWay[] Admitted(SignInWay[] ways)
    {
        var choice = Read(Choice);
        var names = string.Join(", ", ways.Select(way => way.Class));
        return choice?.ToUpperInvariant() switch
        {
            null => ways,
            "DEV" => [.. ways.Where(way => way.IsTool)],
            "PROD" => [.. ways.Where(way => !way.IsTool)],
            _ when ways.Where(way => Same(way.Class, choice)).ToArray() is { Length: > 0 } namedWays => namedWays,
            _ when Others.Contains(choice, StringComparer.OrdinalIgnoreCase) => throw Wrong(
                Choice, choice, $"This module does not sign in that way; it knows dev, prod, {names}."),
            _ => throw Wrong(Choice, choice, $"It takes dev, prod, or one of {names}."),
        };
    }

    /// <summary>Whether the environment names developer tools, or one way, itself.</summary>
    public static bool IsChosen => Read(Choice) is { } choice && !Same(choice, "prod");

    /// <summary>-TenantId, when the session is made.</summary>
    public static void RequireTenant(string? tenant) => RequireTenant(tenant, "-TenantId");

    /// <summary>The environment, where it has a say in the sign-in.</summary>
    public static void RequireEnvironment()
    {
        RequireTenant(Read(EnvironmentTenant), EnvironmentTenant);
        if (Read(Authority) is { } authority && !(Uri.TryCreate(authority, UriKind.Absolute, out var address)
            && address.Scheme == Uri.UriSchemeHttps)) throw Wrong(Authority, authority, "It takes an https address.");
    }

    private static void RequireTenant(string? tenant, string setting)
    {
        if (tenant is not null && !Tenant().IsMatch(tenant)) throw Catalogue.TenantInvalid.For(tenant, tenant, setting);
    }

    private static TimescaleVpcException Wrong(string variable, string value, string rule) =>
        Catalogue.AzureSignInSettingInvalid.For(variable, variable, value, rule);

    private static string? Read(string variable) =>
        Environment.GetEnvironmentVariable(variable)?.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>A GUID, or a name with a dot in it.</summary>
    [GeneratedRegex(
        @"^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?=.{1,255}\z)[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+)\z",
        RegexOptions.IgnoreCase)]
    private static partial Regex Tenant();
}
