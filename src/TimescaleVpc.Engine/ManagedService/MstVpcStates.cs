using TimescaleVpc.Engine.Platforms;

namespace TimescaleVpc.Engine.ManagedService;

/// <summary>The managed service's states of a VPC. The list is open: an unknown word means waiting.</summary>
internal static class MstVpcStates
{
    public static VpcPhase Phase(string state) => state.ToUpperInvariant() switch
    {
        "ACTIVE" => VpcPhase.Usable,
        "DELETED" => VpcPhase.Deleted,
        var word => word.StartsWith("DELET", StringComparison.Ordinal) ? VpcPhase.Deleting : VpcPhase.Building,
    };
}
