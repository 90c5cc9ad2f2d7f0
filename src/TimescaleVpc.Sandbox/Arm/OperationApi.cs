using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Arm;

/// <summary>Watching long-running operations.</summary>
internal static class OperationApi
{
    private const string Location = ArmRequest.SubscriptionPath + "/providers/Microsoft.Network/locations/{region}";

    public static IReadOnlyList<Route> Routes { get; } =
    [
        ArmRequest.Route("GET", Location + "/operations/{id}", "Arm.GetOperation", Status),
        ArmRequest.Route("GET", Location + "/operationResults/{id}", "Arm.GetOperationResult", Result),
    ];

    private static SimulatedResponse Status(SimulatedRequest request)
    {
        var operation = Find(request, "operations");
        if (operation.EndsAt > request.World.Now)
            return new(200, new JsonObject { ["status"] = "InProgress" });
        if (operation.Failure is not { } failure) return new(200, new JsonObject { ["status"] = "Succeeded" });
        var body = ArmErrors.Body(failure.Code, failure.Message);
        body["status"] = "Failed";
        return new SimulatedResponse(200, body);
    }

    private static SimulatedResponse Result(SimulatedRequest request)
    {
        var operation = Find(request, "operationResults");
        if (operation.EndsAt > request.World.Now) return Operations.Watch(new SimulatedResponse(202), operation);
        return operation.Failure is { } failure
            ? ArmErrors.Response(409, failure.Code, failure.Message)
            : Operations.Watch(new SimulatedResponse(operation.IsDelete ? 204 : 200), operation);
    }

    private static Operation Find(SimulatedRequest request, string collection)
    {
        var action = $"Microsoft.Network/locations/{collection}/read";
        request.RecordPermission(action);
        if (request.World.Settings.RefuseOperationsBelowGroupScope &&
            !request.World.Arm.Access.AllowsOperation(request.Caller!, action, request.Subscription()))
            throw ArmErrors.AuthorizationFailed(request.Caller!, action,
                $"/subscriptions/{request["sub"]}/providers/Microsoft.Network/locations/{request["region"]}/" +
                $"{collection}/{request["id"]}");
        var (id, subscription) = (request["id"], request["sub"]);
        var operation = request.World.Arm.Operations.Find(
                item => Same(item.Id, id) && Same(item.Subscription.Id, subscription))
            ?? throw ArmErrors.NotFound(request.Path);
        // The address is signed: a changed one is a different address.
        var query = collection == "operations" ? operation.Queries.Status : operation.Queries.Result;
        return request.Uri.Query == query ? operation : throw ArmErrors.NotFound(request.Path);
    }
}
