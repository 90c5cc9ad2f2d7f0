using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>Asks the platform for the peering and waits until the customer's half can be made.</summary>
internal sealed class AddPeeringStage(AddPeeringRequest request, ISink sink) : Stage<AddPeeringRequest>(request, sink)
{
    protected override async Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        var givenPeering = await new PeeringFinder(context).OneAsync(item, cancel);
        var runner = new StepRunner(context, givenPeering.Planned);
        Sink.Output(await RequestAsync(givenPeering, runner, Request.NoWait, cancel));
    }

    /// <summary>Asks for one peering, or finds it as it is.</summary>
    public static async Task<VpcPeering> RequestAsync(
        VpcPeering givenPeering, StepRunner runner, bool noWait, CancellationToken cancel)
    {
        var (context, side) = (runner.Context, runner.Context.In<ICustomerSide>(givenPeering.Cloud));
        var loop = new PeeringLoop(givenPeering, runner) { NoWait = noWait };
        var peering = await loop.ReachAsync(PeeringGoal.Requested, cancel);
        peering = await side.RequestedAsync(peering, wait: !runner.Planning && !noWait, cancel);
        if (runner.Steps.Count == 0)
            context.Sink.Verbose($"{side.Name(peering)} is {peering.State}; nothing to ask for.");
        return peering.After(givenPeering, runner) with { NextStep = side.NextStep(peering, loop.Phase) };
    }
}
