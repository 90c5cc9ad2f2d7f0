using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Arm;

/// <summary>Watching long-running operations.</summary>
internal static class OperationApi
{
    private const string Location = ArmCall.SubscriptionPath + "/providers/Microsoft.Network/locations/{region}";

    public static IReadOnlyList<Route> Routes { get; } =
    [
        ArmCall.Route("GET", Location + "/operations/{id}", "Arm.GetOperation", Status),
        ArmCall.Route("GET", Location + "/operationResults/{id}", "Arm.GetOperationResult", Result),
    ];

    private static Answer Status(Call call)
    {
        var operation = Find(call, "operations");
        if (operation.EndsAt > call.World.Now)
            return new(200, new JsonObject { ["status"] = "InProgress" });
        if (operation.Failure is not { } failure) return new(200, new JsonObject { ["status"] = "Succeeded" });
        var body = ArmErrors.Body(failure.Code, failure.Message);
        body["status"] = "Failed";
        return new Answer(200, body);
    }

    private static Answer Result(Call call)
    {
        var operation = Find(call, "operationResults");
        if (operation.EndsAt > call.World.Now) return Operations.Watch(new Answer(202), operation);
        return operation.Failure is { } failure
            ? ArmErrors.Answer(409, failure.Code, failure.Message)
            : Operations.Watch(new Answer(operation.IsDelete ? 204 : 200), operation);
    }

    private static Operation Find(Call call, string collection)
    {
        var action = $"Microsoft.Network/locations/{collection}/read";
        call.Demand(action);
        if (call.World.Settings.RefuseOperationsBelowGroupScope &&
            !call.World.Arm.Access.AllowsOperation(call.Caller!, action, call.Subscription()))
            throw ArmErrors.AuthorizationFailed(call.Caller!, action,
                $"/subscriptions/{call["sub"]}/providers/Microsoft.Network/locations/{call["region"]}/{collection}/" +
                call["id"]);
        var found = call.World.Arm.Operations.Find(item =>
            item.Id.Same(call["id"]) && item.Subscription.Id.Same(call["sub"])) ?? throw ArmErrors.NotFound(call.Path);
        // The address is signed: what came back changed is another address.
        var query = collection == "operations" ? found.Queries.Status : found.Queries.Result;
        return call.Uri.Query == query ? found : throw ArmErrors.NotFound(call.Path);
    }
}
