using TimescaleVpc.Engine.Stages.Peerings;

namespace TimescaleVpc.Engine.Stages.Undo;

/// <summary>
/// Removes everything that this module made for a peering, and nothing else; shows what was there before and what is
/// left. It works from what it finds, so a half-finished or half-undone world is no different.
/// </summary>
internal sealed class UndoPeeringStage(UndoPeeringRequest request, ISink sink) : Stage<UndoPeeringRequest>(request, sink)
{
    protected override TimeSpan DefaultTimeout => TimeSpan.FromMinutes(40);

    protected override async Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        var peering = await new PeeringFinder(context).ForUndoAsync(item, cancel);
        var changes = new Changes(context, peering.Planned);
        var services = new ServiceRelease(peering, context);
        IPeeringUndo undo = peering.AwsVpcId is null
            ? new AzureUndo(peering, Request.PlatformAppId, await context.AzureAsync(cancel), context)
            : new AwsUndo(peering, await context.AwsAsync(cancel), context);

        var before = await LookAsync(undo, services, context, cancel);
        if (Request.IncludeService) await services.RunAsync(changes, cancel);
        await undo.RemoveAsync(changes, cancel);

        if (changes.Steps.Count == 0) Sink.Verbose($"Nothing of ours is left of {PeeringView.Name(peering)}.");
        Sink.Output(new PeeringUndo
        {
            Peering = peering, Before = before,
            After = changes.Planning || changes.Steps.Count == 0 ? before
                : await LookAsync(undo, services, context, cancel),
            Planned = changes.Planning,
            Changes = changes.Planning ? [] : [.. changes.Steps],
            Plan = changes.Planning ? [.. peering.Plan, .. changes.Steps] : [],
        });
    }

    private static async Task<PeeringItem[]> LookAsync(
        IPeeringUndo undo, ServiceRelease services, ItemContext context, CancellationToken cancel)
    {
        IReadOnlyList<PeeringItem> found = [], inVpc = [];
        await context.Pace.SideBySideAsync(
            async () => found = await undo.LookAsync(cancel),
            async () => inVpc = [.. (await services.LookAsync(cancel)).Select(service =>
                PeeringItems.Service(service.Record.ServiceId, service.Name))]);
        return [.. inVpc, .. found];
    }
}
