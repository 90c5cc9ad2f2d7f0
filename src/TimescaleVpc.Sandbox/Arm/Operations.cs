using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Arm;

/// <summary>Starts long-running operations and returns the addresses to poll.</summary>
internal static class Operations
{
    /// <summary>
    /// Starts an operation on the peerings of a network. While one runs, another one is accepted and then fails; as in
    /// Azure, the poll reports the failure, not the first response.
    /// </summary>
    public static Operation Start(
        SimulatedRequest request, VNet network, string id, bool isDelete, Action work,
        (string Code, string Message)? failure = null)
    {
        var world = request.World;
        if (network.Running is { } busyOperation && busyOperation.EndsAt > world.Now)
            failure = PeeringErrors.Busy(busyOperation);
        var verb = isDelete ? "delete" : "put";
        var name = world.Ids.Guid("operation", $"{verb} {id}");
        var version = request.Query("api-version");
        var operation = new Operation(
            network.Group.Subscription, network.Group.Location, name, world.Now + world.Settings.ArmOperation)
        {
            IsDelete = isDelete,
            Failure = failure,
            Queries = (SignedQuery.Of(name, version, world.Now), SignedQuery.Of($"{name}/result", version, world.Now)),
        };
        world.Arm.Operations.Add(operation);
        if (failure is not null) return operation;
        network.Running = operation;
        // Even an operation without duration ends only after its first response, so that a poll can observe it.
        world.After(world.Settings.ArmOperation, $"operation {verb} {id}", work);
        return operation;
    }

    /// <summary>
    /// The response to a request that starts an operation: the address to poll and the time to wait first.
    /// </summary>
    public static SimulatedResponse Announce(SimulatedRequest request, SimulatedResponse response, Operation operation)
    {
        Watch(response, operation);
        return request.World.Settings.ArmRetryAfter is > 0 and var wait
            ? response.With("Retry-After", $"{wait}")
            : response;
    }

    /// <summary>The addresses of an operation.</summary>
    public static SimulatedResponse Watch(SimulatedResponse response, Operation operation)
    {
        response.With("Azure-AsyncNotification", "Enabled").With("Azure-AsyncOperation", operation.StatusAddress);
        return operation.IsDelete ? response.With("Location", operation.ResultAddress) : response;
    }
}
