using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Graph;

/// <summary>Microsoft Graph's refusals, in its words.</summary>
internal static class GraphErrors
{
    public static SimulatedResponse Response(World world, int status, string code, string message)
    {
        var id = world.Ids.Guid("graph-error", $"{code} {message}");
        return new SimulatedResponse(status, new JsonObject
        {
            ["error"] = new JsonObject
            {
                ["code"] = code,
                ["message"] = message,
                ["innerError"] = new JsonObject
                {
                    ["date"] = world.Now.UtcDateTime.ToString("s", null),
                    ["request-id"] = id,
                    ["client-request-id"] = id,
                },
            },
        });
    }

    public static RefusalException Refuse(World world, int status, string code, string message) =>
        new(Response(world, status, code, message));

    public static RefusalException NotFound(World world, string id) => Refuse(world, 404, "Request_ResourceNotFound",
        $"Resource '{id}' does not exist or one of its queried reference-property objects are not present.");

    public static RefusalException Denied(World world) => Refuse(world, 403, "Authorization_RequestDenied",
        "Insufficient privileges to complete the operation.");

    /// <summary>The application that the user has signed in to may not ask for this on the user's behalf.</summary>
    public static RefusalException ScopeMissing(World world) => Refuse(world, 403, "AccessDenied",
        "You cannot perform the requested operation, required scopes are missing in the token.");

    // The grammar is the platform's own; clients recognise the sentence.
    public static RefusalException NotInLocalTenant(World world) => Refuse(world, 403, "Authorization_RequestDenied",
        "When using this permission, the backing application of the service principal being created must in the " +
        "local tenant");

    public static RefusalException NoBackingApplication(World world, string appId) =>
        Refuse(world, 400, "NoBackingApplicationObject",
            $"The appId '{appId}' of the service principal does not reference a valid application object.");

    public static RefusalException AlreadyInUse(World world, string name) =>
        Refuse(world, 409, "Request_MultipleObjectsWithSameKeyValue",
            $"The service principal cannot be created, updated, or restored because the service principal name " +
            $"{name} is already in use.");

    public static RefusalException QuotaExceeded(World world, string tenant) => Refuse(world, 403,
        "Directory_QuotaExceeded", $"The directory object quota limit for the {tenant} has been exceeded. Please ask " +
        "your administrator to increase the quota limit or delete objects to reduce the used quota.");

    public static RefusalException Bad(World world, string message) =>
        Refuse(world, 400, "Request_BadRequest", message);
}
