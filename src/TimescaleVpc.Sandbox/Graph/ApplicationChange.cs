using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Entra;

namespace TimescaleVpc.Sandbox.Graph;

/// <summary>The changes to an application in a body. Members that it does not contain keep their value.</summary>
internal static class ApplicationChange
{
    public static void Apply(World world, Application app, JsonObject body)
    {
        if (body.String("displayName") is { } name) app.DisplayName = name;
        if (body.String("signInAudience") is { } audience) app.SignInAudience = audience;
        if (body.ContainsKey("tags")) app.Tags = body.Strings("tags");
        if (body.Object("api")?["requestedAccessTokenVersion"] is JsonValue version &&
            version.TryGetValue<int>(out var number)) app.AccessTokenVersion = number;
        if (body.ContainsKey("passwordCredentials") && body.Objects("passwordCredentials").Count > 0)
            throw GraphErrors.Bad(world, "Adding passwords by passwordCredentials is not supported; use addPassword.");
        if (body.ContainsKey("keyCredentials"))
            app.Keys = [.. body.Objects("keyCredentials").Select(key => Key(world, app, key))];
    }

    // The list replaces the old one; an entry without the key itself keeps the one with that id.
    private static KeyCredential Key(World world, Application app, JsonObject body)
    {
        var id = body.String("keyId");
        if (body.String("key") is not { } text)
            return app.Keys.Find(key => Same(key.KeyId, id))
                ?? throw GraphErrors.Bad(world, "Key credential is missing its key.");
        var certificate = Certificate(world, text);
        return new KeyCredential(
            id ?? world.Ids.Guid("keyCredential", $"{app.ObjectId}/{certificate.Thumbprint}"), certificate)
        {
            DisplayName = body.String("displayName") ?? certificate.Subject,
            StartsAt = Time(body, "startDateTime") ?? certificate.NotBefore.ToUniversalTime(),
            EndsAt = Time(body, "endDateTime") ?? certificate.NotAfter.ToUniversalTime(),
            UsableAt = world.Now + world.Settings.SecretReplication,
        };
    }

    private static X509Certificate2 Certificate(World world, string text)
    {
        try
        {
            return new X509Certificate2(Convert.FromBase64String(text));
        }
        catch (Exception fault) when (fault is FormatException or CryptographicException)
        {
            throw GraphErrors.Bad(world, "Key credential's key is not a valid certificate.");
        }
    }

    public static DateTimeOffset? Time(JsonObject? body, string name) =>
        DateTimeOffset.TryParse(body.String(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal,
            out var time) ? time.ToUniversalTime() : null;
}
