using static TimescaleVpc.Engine.Steps.StepCatalogue;

namespace TimescaleVpc.Engine.Steps;

/// <summary>What cmdlets need of Timescale Cloud, where a key may do all.</summary>
internal static partial class CmdletCatalogue
{
    private static readonly Need Key = new(StepCatalogue.Cloud, ProjectKey);

    private static CmdletNeeds[] OnTimescaleCloud =>
    [
        .. Each(Key),
        Of<ConnectRequest>("Connect-Timescale", [], [Key]),
        Of<NewVpcRequest>([CreateCloudVpc]),
        Of<RenameVpcRequest>([RenameCloudVpc]),
        Of<RemoveVpcRequest>([RemoveCloudVpc]),
        Of<AddPeeringRequest>([RequestCloudPeering]),
        Of<UpdatePeeringRequest>([RemoveCloudPeering, RequestCloudPeering]),
        Of<RepairPeeringRequest>([RequestCloudPeering, RemoveCloudPeering]),
        Of<SetServiceRequest>([AttachCloudService, DetachCloudService]),
        Of<RemovePeeringRequest>([RemoveCloudPeering]),
        Of<UndoPeeringRequest>([AttachCloudService, DetachCloudService, RemoveCloudPeering]),
    ];
}
