using static TimescaleVpc.Engine.Steps.StepCatalogue;

namespace TimescaleVpc.Engine.Steps;

/// <summary>What cmdlets need of Timescale Cloud, where a key may do all.</summary>
internal static partial class CmdletCatalogue
{
    private static readonly Need Key = new(StepCatalogue.TimescaleCloud, ProjectKey);

    private static CmdletNeeds[] OnTimescaleCloud =>
    [
        .. OnPlatform(
            Key, CreateCloudVpc, RemoveCloudVpc, RequestCloudPeering, RemoveCloudPeering, AttachCloudService,
            DetachCloudService),
        Of<ConnectRequest>("Connect-Timescale", [], [Key]),
        Of<RenameVpcRequest>([RenameCloudVpc], []),
    ];
}
