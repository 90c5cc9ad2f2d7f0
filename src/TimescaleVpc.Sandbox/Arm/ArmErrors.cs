using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Entra;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Arm;

/// <summary>ARM's general refusals, in its words.</summary>
internal static class ArmErrors
{
    public static SimulatedResponse Response(int status, string code, string message) =>
        new(status, Body(code, message));

    public static JsonObject Body(string code, string message) => new()
    {
        ["error"] = new JsonObject { ["code"] = code, ["message"] = message },
    };

    public static RefusalException Refuse(int status, string code, string message) =>
        new(Response(status, code, message));

    // "gateway" means that ARM itself refused, not the provider behind it.
    private static RefusalException RefuseAtGateway(int status, string code, string message) =>
        new(Response(status, code, message).With("x-ms-failure-cause", "gateway"));

    public static RefusalException AuthorizationFailed(
        AccessToken caller, string action, string scope) => RefuseAtGateway(403,
        "AuthorizationFailed", $"The client '{caller.ClientName}' with object id '{caller.PrincipalId}' does not " +
        $"have authorization to perform action '{action}' over scope '{scope}' or the scope is invalid. If access " +
        "was recently granted, please refresh your credentials.");

    public static RefusalException SubscriptionNotFound(string id) => Refuse(404, "SubscriptionNotFound",
        $"The subscription '{id}' could not be found.");

    public static RefusalException GroupNotFound(string name) => RefuseAtGateway(404, "ResourceGroupNotFound",
        $"Resource group '{name}' could not be found.");

    public static RefusalException ResourceNotFound(string type, string name, string group) => Refuse(404,
        "ResourceNotFound", $"The Resource '{type}/{name}' under resource group '{group}' was not found. For more " +
        "details please go to https://aka.ms/ARMResourceNotFoundFix");

    public static RefusalException NotFound(string id) => Refuse(404, "NotFound", $"Resource {id} not found.");

    public static RefusalException InvalidRequest(string message) =>
        Refuse(400, "InvalidRequestContent",
            $"The request content was invalid and could not be deserialized: '{message}'.");
}
