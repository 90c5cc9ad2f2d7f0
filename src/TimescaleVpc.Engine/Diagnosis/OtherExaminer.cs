using TimescaleVpc.Engine.Platforms;

namespace TimescaleVpc.Engine.Diagnosis;

/// <summary>The customer's side in a cloud that this module does not work in: only the platform tells of it.</summary>
internal sealed class OtherExaminer : IExaminer
{
    public Task<IReadOnlyList<PeeringFinding>> ExamineAsync(PeeringCase peeringCase, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<PeeringFinding>>(peeringCase.Phase == PeeringPhase.AwaitingCustomer
            ?
            [
                FindingCatalogue.CloudHasNoPeering.For(
                    peeringCase.Subject, [peeringCase.Said], peeringCase.PlatformPeering!.Said.TrimEnd('.')),
            ]
            : []);

    public Task<CustomerNetwork> NetworkAsync(VpcPeering peering, CancellationToken cancel) =>
        Task.FromResult(new CustomerNetwork(peering.NetworkId!, peering.NetworkId!, "Network", ""));
}
