using TimescaleVpc.Engine.Platforms;

namespace TimescaleVpc.Engine.TimescaleCloud;

/// <summary>
/// Timescale Cloud's states of a VPC, in capitals. The list is open: an unknown word means waiting. No word at all is
/// the older form of the API.
/// </summary>
internal static class TigerVpcStates
{
    private const string Created = "CREATED";
    public const string Deleted = "DELETED";
    private const string Deleting = "DELETING";
    private const string Error = "ERROR";

    public static bool IsLeaving(string state) => state is Deleting or Deleted;

    /// <summary>It will not become usable.</summary>
    public static bool IsUnusable(string state) => state == Error || IsLeaving(state);

    public static VpcPhase Phase(string state) => state switch
    {
        "" => VpcPhase.Untold,
        Created => VpcPhase.Usable,
        Deleted => VpcPhase.Deleted,
        _ => IsUnusable(state) ? VpcPhase.Unusable : VpcPhase.Building,
    };
}
