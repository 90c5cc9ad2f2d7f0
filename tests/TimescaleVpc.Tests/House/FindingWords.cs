using System.Reflection;

namespace TimescaleVpc.Tests.House;

/// <summary>
/// What each finding's values are, from the first one on. Those of a cloud are in the part of its name.
/// </summary>
internal static partial class FindingWords
{
    private static readonly Dictionary<string, string> Common = new()
    {
        ["AllowListUnclear"] = "service, allow lists",
        ["CloudHasNoPeering"] = "state",
        ["HostNotResolved"] = "service, host, reason",
        ["HostResolvesElsewhere"] = "service, host, addresses, VPC range",
        ["LeftoverFound"] = "things",
        ["NotRead"] = "what, reason, what to do about the reason",
        ["PeeringDeletedByPeer"] = "state",
        ["PeeringDeleting"] = "state",
        ["PeeringDisabled"] = "state",
        ["PeeringErrored"] = "state",
        ["PeeringExpired"] = "state",
        ["PeeringInProgress"] = "state",
        ["PeeringInvalid"] = "state",
        ["PeeringLimitReached"] = "count, limit",
        ["PeeringRejected"] = "state",
        ["PortNotReached"] = "service, port, reason",
        ["ProjectRoleTooLow"] = "project",
        ["RangeOverlaps"] = "network, range, VPC range, free ranges",
        ["RunInterrupted"] = "things",
        ["RunStuck"] = "things, what stands in the way",
        ["ServiceAlsoPublic"] = "service, host",
        ["ServiceElsewhere"] = "service, its VPC, VPC",
        ["ServiceFilterExcludes"] = "service, ranges",
        ["ServiceFilterNarrow"] = "service, ranges",
        ["ServiceIsPublic"] = "service, VPC",
        ["ServiceMoving"] = "service, state",
        ["ServiceNotRunning"] = "service, state",
        ["VpcMissing"] = "VPC, things",
        ["VpcNotReady"] = "state",
        ["VpcUnusable"] = "state, VPC",
    };

    public static Dictionary<string, string> All => typeof(FindingWords)
        .GetFields(BindingFlags.Static | BindingFlags.NonPublic).Select(part => part.GetValue(null))
        .OfType<Dictionary<string, string>>().SelectMany(part => part).ToDictionary();
}
