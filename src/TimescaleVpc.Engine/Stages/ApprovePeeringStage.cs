using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>Makes the customer's half.</summary>
internal sealed class ApprovePeeringStage(ApprovePeeringRequest request, ISink sink)
    : ApprovalStage<ApprovePeeringRequest>(request, request.UseCertificate, sink)
{
    protected override async Task PeeringAsync(
        VpcPeering givenPeering, StepRunner runner, CancellationToken cancel) =>
        Sink.Output(await ApproveAsync(givenPeering, Request, runner, cancel));
}
