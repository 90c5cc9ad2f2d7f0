namespace TimescaleVpc.Engine.Azure;

/// <summary>What an access token says of its holder, read without a request.</summary>
internal static class TokenClaims
{
    /// <summary>
    /// The template ids of the built-in directory roles of a user. Null where the token names none at all: one of an
    /// application, or of another form, leaves the question open.
    /// </summary>
    public static IReadOnlyList<string>? DirectoryRoles(string token)
    {
        if (token.Split('.') is not [_, var claims, _]) return null;
        try
        {
            var text = claims.Replace('-', '+').Replace('_', '/');
            var bytes = Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='));
            return JsonNode.Parse(bytes)?["wids"] is JsonArray roles ? [.. roles.Select(role => $"{role}")] : null;
        }
        catch (Exception error) when (error is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
