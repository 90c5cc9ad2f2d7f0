using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Entra;

/// <summary>The token endpoint's refusals, in its words.</summary>
internal static class EntraErrors
{
    public static RefusalException Refuse(World world, int status, string error, int code, string text) =>
        new(Response(world, status, error, code, text));

    public static SimulatedResponse Response(World world, int status, string error, int code, string text)
    {
        var time = world.Now.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ssZ", null);
        var trace = world.Ids.Guid("entra-trace", text);
        var correlation = world.Ids.Guid("entra-correlation", text);
        return new SimulatedResponse(status, new JsonObject
        {
            ["error"] = error,
            ["error_description"] = $"AADSTS{code}: {text} Trace ID: {trace} Correlation ID: {correlation} " +
                $"Timestamp: {time}",
            ["error_codes"] = new JsonArray(code),
            ["timestamp"] = time,
            ["trace_id"] = trace,
            ["correlation_id"] = correlation,
            ["error_uri"] = $"https://login.microsoftonline.com/error?code={code}",
        });
    }

    public static RefusalException UnknownTenant(World world, string tenant) => Refuse(world, 400, "invalid_request",
        90002, $"Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into " +
        "the correct cloud. Check with your subscription administrator, this may happen if there are no active " +
        "subscriptions for the tenant.");

    public static RefusalException UnknownApplication(World world, string? appId, Tenant tenant) =>
        Refuse(world, 400, "unauthorized_client", 700016,
            $"Application with identifier '{appId}' was not found in the directory '{tenant.Name}'. This can happen " +
            "if the application has not been installed by the administrator of the tenant or consented to by any " +
            "user in the tenant. You may have sent your authentication request to the wrong tenant.");

    public static RefusalException WrongSecret(World world, string appId) => Refuse(world, 401, "invalid_client",
        7000215, "Invalid client secret provided. Ensure the secret being sent in the request is the client secret " +
        $"value, not the client secret ID, for a secret added to app '{appId}'.");

    public static RefusalException ExpiredSecret(World world, string appId) => Refuse(world, 401, "invalid_client",
        7000222, $"The provided client secret keys for app '{appId}' are expired. Visit the Azure portal to create " +
        "new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added " +
        "security: https://aka.ms/certCreds.");

    public static RefusalException WrongPassword(World world) => Refuse(world, 400, "invalid_grant", 50126,
        "Error validating credentials due to invalid username or password.");

    public static RefusalException WrongRefreshToken(World world) => Refuse(world, 400, "invalid_grant", 9002313,
        "Invalid request. Request is malformed or invalid.");

    public static RefusalException ExpiredRefreshToken(World world) => Refuse(world, 400, "invalid_grant", 700082,
        "The refresh token has expired due to inactivity.");

    public static RefusalException UnknownUser(World world, string upn, Tenant tenant) => Refuse(world, 400,
        "invalid_grant", 50020, $"User account '{upn}' from identity provider does not exist in tenant " +
        $"'{tenant.Name}' and cannot access the application in that tenant. The account needs to be added as an " +
        "external user in the tenant first.");

    public static RefusalException WrongScope(World world, string? scope) => Refuse(world, 400, "invalid_scope",
        70011, "The provided request must include a 'scope' input parameter. The provided value for the input " +
        $"parameter 'scope' is not valid. The scope {scope} is not valid.");

    public static RefusalException Missing(World world, string parameter) => Refuse(world, 400, "invalid_request",
        900144, $"The request body must contain the following parameter: '{parameter}'.");
}
