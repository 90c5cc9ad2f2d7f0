using static TimescaleVpc.Engine.Steps.StepCatalogue;

namespace TimescaleVpc.Engine.Steps;

/// <summary>What cmdlets need of the Managed Service.</summary>
internal static partial class CmdletCatalogue
{
    private static readonly Need Networks = new(Mst, "project:networking:read");
    private static readonly Need Services = new(Mst, "project:services:read");

    private static readonly Need Refresh =
        new(Mst, StepCatalogue.Networking, "Timescale notices the new half in its own time, some minutes later");

    private static CmdletNeeds[] OnManagedService =>
    [
        .. Each(Networks),
        Of<NewVpcRequest>([CreateVpc]),
        Of<RemoveVpcRequest>([RemoveVpc], [Services]),
        Of<AddPeeringRequest>([RequestPeering]),
        Of<ApprovePeeringRequest>([], [Refresh]),
        Of<TestPeeringRequest>([], Optional(FindingNotRead, Services)),
        Of<ExportTopologyRequest>([], Optional(NoteNotRead, Services)),
        Of<UpdatePeeringRequest>([RemovePeering, RequestPeering]),
        Of<RepairPeeringRequest>([RequestPeering, RemovePeering], Optional(FindingLeft, Services)),
        Of<SetServiceRequest>([AttachService, DetachService], [Services]),
        Of<GetServiceRequest>([], [Services]),
        Of<TestServiceRequest>([], [Services]),
        Of<RemovePeeringRequest>([RemovePeering]),
        Of<UndoPeeringRequest>([AttachService, DetachService, RemovePeering], [Services]),
    ];
}
