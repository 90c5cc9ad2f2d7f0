using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>
/// Removes everything that this module made for a peering, and nothing else; shows what was there before and what is
/// left. It works from what it finds, so a half-finished or half-undone world is no different. It asks once, for all.
/// </summary>
internal sealed class UndoPeeringStage(UndoPeeringRequest request, ISink sink)
    : RemovalStage<UndoPeeringRequest>(request, sink)
{
    protected override TimeSpan DefaultTimeout => TimeSpan.FromMinutes(40);

    protected override async Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        var peering = await new PeeringFinder(context).ForUndoAsync(item, cancel);
        var runner = new StepRunner(context, peering.Planned);
        var services = new ServiceRelease(peering, context);
        var side = context.In<ICustomerSide>(peering.Cloud);
        await side.CheckAsync(PeeringGoal.Removed, peering, cancel);

        var undo = await RemoveAsync(
            peering, item, () => LookAsync(peering, side, services, context, cancel),
            async before =>
            {
                if (Summary(peering, before, side) is { } summary) await runner.AgreeAsync(summary, cancel);
                if (Request.IncludeService) await services.RunAsync(runner, cancel);
                await side.RevokeAsync(peering, Request, halvesAreGone: false, runner, cancel);
                if (peering.NetworkId is not null) await RemoveHalvesAsync(peering, runner, cancel);
                await side.RevokeAsync(peering, Request, halvesAreGone: true, runner, cancel);
            },
            runner, cancel);
        if (undo is { Unfinished: null } && runner.Steps.Count == 0)
            Sink.Verbose($"Nothing that this module made is left of {side.Name(peering)}.");
        Sink.Output(undo);
    }

    /// <summary>What goes, for the one question; null if nothing does.</summary>
    private PeeringStep? Summary(VpcPeering peering, PeeringItem[] before, ICustomerSide side)
    {
        var goingItems = before.Where(item => item.ItemKind == PlatformItems.ServiceKind ? Request.IncludeService
            : item.IsOurs && item.NeededBy is null).ToArray();
        if (goingItems.Length == 0) return null;
        var (name, words) = (side.Name(peering), ItemWords.Of(goingItems));
        var step = peering.NetworkId is null ? LocalSteps.UndoLeftovers.On(name, peering.VpcLabel, words)
            : LocalSteps.Undo.On(name, peering.VpcLabel, peering.NetworkLabel, words);
        return step with { Where = peering.Platform };
    }

    private static Task<VpcPeering> RemoveHalvesAsync(
        VpcPeering peering, StepRunner runner, CancellationToken cancel) =>
        new PeeringLoop(peering, runner) { Removal = new(TellOfGroups: false) }.ReachAsync(
            PeeringGoal.Removed, cancel);

    private async Task<PeeringItem[]> LookAsync(
        VpcPeering peering, ICustomerSide side, ServiceRelease services, ItemContext context, CancellationToken cancel)
    {
        var (items, inVpc) = await context.Clock.BothAsync(
            () => side.InventoryAsync(peering, Request, cancel), () => services.LookAsync(cancel));
        return
        [
            .. inVpc.Select(service => PlatformItems.Service(service.Record.ServiceId, service.Name)), .. items,
        ];
    }
}
