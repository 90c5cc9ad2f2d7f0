using System.Text;
using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;

namespace TimescaleVpc.Sandbox.Entra;

/// <summary>
/// All issued tokens. They look like JWTs because real ones do and clients read them; the sandbox validates a token by
/// looking it up here.
/// </summary>
internal sealed class TokenStore(World world)
{
    private readonly Dictionary<string, AccessToken> tokens = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RefreshToken> refresh = new(StringComparer.Ordinal);

    public IEnumerable<AccessToken> All => tokens.Values;

    public string Issue(AccessToken token)
    {
        var claims = new JsonObject
        {
            ["aud"] = token.Audience,
            ["iss"] = $"https://sts.windows.net/{token.TenantId}/",
            ["iat"] = token.IssuedAt.ToUnixTimeSeconds(),
            ["nbf"] = token.IssuedAt.ToUnixTimeSeconds(),
            ["exp"] = token.ExpiresAt.ToUnixTimeSeconds(),
            ["appid"] = token.AppId,
            ["idtyp"] = token.Upn is null ? "app" : "user",
            ["oid"] = token.PrincipalId,
            ["tid"] = token.TenantId,
            ["ver"] = "1.0",
        };
        if (token.Upn is not null) claims["upn"] = token.Upn;
        if (token.Upn is not null) claims["wids"] = Json.Array(token.DirectoryRoles);
        var text = Write(claims);
        tokens[text] = token;
        return text;
    }

    /// <summary>A token about the user for the client itself.</summary>
    public string IdToken(Tenant tenant, User user, string clientId) => Write(new JsonObject
    {
        ["aud"] = clientId,
        ["iss"] = $"https://login.microsoftonline.com/{tenant.Id}/v2.0",
        ["iat"] = world.Now.ToUnixTimeSeconds(),
        ["exp"] = (world.Now + world.Settings.TokenLifetime).ToUnixTimeSeconds(),
        ["name"] = user.DisplayName,
        ["oid"] = user.ObjectId,
        ["preferred_username"] = user.Upn,
        ["sub"] = user.ObjectId,
        ["tid"] = tenant.Id,
        ["ver"] = "2.0",
    });

    /// <summary>A token to renew the sign-in with, for one user at one client.</summary>
    public string Renewal(User user, string clientId)
    {
        var text = "sbx-rt-" + world.Ids.Text("refreshToken", $"{user.ObjectId}/{clientId}");
        refresh[text] = new RefreshToken(user, clientId, world.Now + RefreshToken.Lifetime);
        return text;
    }

    public RefreshToken? FindRenewal(string text) => refresh.GetValueOrDefault(text);

    public AccessToken? Find(string? text) => text is null ? null : tokens.GetValueOrDefault(text);

    public static string Base64Url(string text) => Base64Url(Encoding.UTF8.GetBytes(text));

    public static string Base64Url(byte[] bytes) =>
        Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private string Write(JsonObject claims)
    {
        var content = Base64Url("""{"typ":"JWT","alg":"RS256","kid":"sandbox"}""") + "." +
            Base64Url(claims.ToJsonString());
        return $"{content}.{world.Ids.Text("token", content)}";
    }
}
