using TimescaleVpc.Engine.Platforms;

namespace TimescaleVpc.Engine.TimescaleCloud;

/// <summary>
/// Timescale Cloud's states of a VPC, in capitals. The list is open: an unknown word means waiting. No word at all is
/// the older form of the API.
/// </summary>
internal static class TigerVpcStates
{
    public static VpcPhase Phase(string state) => state switch
    {
        "" => VpcPhase.Untold,
        "CREATED" => VpcPhase.Usable,
        "ERROR" => VpcPhase.Failed,
        "DELETING" => VpcPhase.Deleting,
        "DELETED" => VpcPhase.Deleted,
        _ => VpcPhase.Building,
    };
}
