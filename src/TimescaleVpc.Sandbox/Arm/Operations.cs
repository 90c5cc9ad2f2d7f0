using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Arm;

/// <summary>Starts long-running operations and says where to watch them.</summary>
internal static class Operations
{
    /// <summary>
    /// Starts an operation on a network's peerings. While one runs, another is taken on but fails, as Azure reports
    /// it: in the poll, not in the answer.
    /// </summary>
    public static Operation Start(
        World world, VNet network, string id, bool isDelete, Action work,
        (string Code, string Message)? failure = null)
    {
        if (network.Running is { } running && running.EndsAt > world.Now) failure = PeeringErrors.Busy(running);
        var verb = isDelete ? "delete" : "put";
        var operation = new Operation(network.Group.Subscription, network.Group.Location,
            world.Ids.Guid("operation", $"{verb} {id}"), world.Now + world.Settings.ArmOperation)
        {
            IsDelete = isDelete,
            Failure = failure,
        };
        world.Arm.Operations.Add(operation);
        if (failure is not null) return operation;
        network.Running = operation;
        // Even one that takes no time ends only after its start was answered, and is there to be worked on.
        world.After(world.Settings.ArmOperation, $"operation {verb} {id}", work);
        return operation;
    }

    public static Answer Announce(Call call, Answer answer, Operation operation)
    {
        // Half the duration, so that a client which obeys sees the operation in progress at least once.
        var wait = Math.Clamp((call.World.Settings.ArmOperation / 2).Seconds(), 1, 10);
        return answer.With("Azure-AsyncOperation", Address(call, operation.StatusId)).With("Retry-After", $"{wait}");
    }

    public static string Address(Call call, string id) =>
        $"https://management.azure.com{id}?api-version={call.Query("api-version")}";
}
