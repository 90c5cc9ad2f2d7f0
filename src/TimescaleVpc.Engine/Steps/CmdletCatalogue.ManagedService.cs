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
        .. OnPlatform(Networks, CreateVpc, RemoveVpc, RequestPeering, RemovePeering, AttachService, DetachService),
        Of<RemoveVpcRequest>([], [Services]),
        Of<ApprovePeeringRequest>([], [Refresh]),
        Of<SetServiceRequest>([], [Services]),
        Of<GetServiceRequest>([], [Services]),
        Of<TestServiceRequest>([], [Services]),
        Of<UndoPeeringRequest>([], [Services]),
        .. Diagnosis(Services),
    ];
}
