using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>
/// Makes changed ranges of both networks known. Where only a new peering does that, both halves go before the new ones
/// come; the routes stay, for a later run to find what this one did not finish.
/// </summary>
internal sealed class UpdatePeeringStage(UpdatePeeringRequest request, ISink sink)
    : ApprovalStage<UpdatePeeringRequest>(request, request.UseCertificate, sink)
{
    protected override async Task PeeringAsync(
        VpcPeering givenPeering, StepRunner runner, CancellationToken cancel)
    {
        var (look, isToBeMade) = await new PeeringUpdate(givenPeering, Request, Refresh, runner).RunAsync(cancel);
        var context = runner.Context;
        if (isToBeMade)
        {
            var newPeering = look.NewPeering.After(givenPeering, runner);
            Sink.Output(runner.Planning && (look.MustGo || look.Gap != RangeGap.None)
                ? newPeering with
                {
                    Plan =
                    [
                        .. newPeering.Plan,
                        .. await PeeringPlan.AnewAsync(
                            newPeering, look.Approval, newPeering.Plan, context, cancel),
                    ],
                }
                : await MakeAnewAsync(newPeering, look, context, cancel));
            return;
        }

        var peering = await SettleAsync(givenPeering, look.Peering, look.Phase, approval: null, runner, cancel);
        if (runner.Steps.Count > 0)
        {
            Sink.Output(peering);
            return;
        }

        Sink.Verbose($"{context.In<ICustomerSide>(peering.Cloud).Name(peering)}: nothing to change.");
        Sink.Output(peering with { Changes = [] });
    }

    private async Task<VpcPeering> MakeAnewAsync(
        VpcPeering peering, RangeLook look, ItemContext context, CancellationToken cancel)
    {
        var addedPeering = await AddPeeringStage.RequestAsync(
            peering, new StepRunner(context, peering.Planned), noWait: false, cancel);
        return await ApproveAsync(addedPeering, look.Approval, new StepRunner(context, addedPeering.Planned), cancel);
    }
}
