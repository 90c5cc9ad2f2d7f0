namespace TimescaleVpc.Engine.Diagnosis;

/// <summary>The customer's side in Azure.</summary>
internal static partial class FindingCatalogue
{
    public static readonly FindingEntry VNetMissing = new(
        "VNetMissing", FindingSeverity.Problem, ChainLink.Vpc,
        "The subscription has no such VNet, or the sign-in may not see it.",
        "Check its name and the sign-in's rights; if it was deleted, remove what is left of the peering.")
    {
        Command = "{0:get} | Undo-VpcPeering",
    };

    public static readonly FindingEntry LinkAwaited = new(
        "LinkAwaited", FindingSeverity.Problem, ChainLink.CustomerHalf,
        "The platform waits for your half of the link, and the VNet has none.",
        "Make it.")
    {
        Command = "{0:get} | Approve-VpcPeering | Wait-VpcPeering", Repair = RepairKind.Approve,
    };

    public static readonly FindingEntry LinkNotSeen = new(
        "LinkNotSeen", FindingSeverity.Notice, ChainLink.CustomerHalf,
        "Your half of the link is there; the platform has not seen it yet.",
        "Wait: it looks every few minutes.")
    {
        Command = "{0:get} | Wait-VpcPeering", Turn = Turns.Platform, Repair = RepairKind.Wait,
    };

    public static readonly FindingEntry LinkMissing = new(
        "LinkMissing", FindingSeverity.Problem, ChainLink.CustomerHalf,
        "The platform says that the peering is active, but your half of the link is gone: no traffic passes.",
        "Make both halves anew: the platform's half is removed, then the pipeline runs.")
    {
        Command = "{0:get} | Remove-VpcPeering; {0:make}", Repair = RepairKind.Remake,
    };

    public static readonly FindingEntry LinkDisconnected = new(
        "LinkDisconnected", FindingSeverity.Problem, ChainLink.CustomerHalf,
        "Your half of the link is Disconnected: the platform's half was deleted, and no traffic passes.",
        "Make both halves anew: what is left is removed, then the pipeline runs.")
    {
        Command = "{0:get} | Remove-VpcPeering; {0:make}", Repair = RepairKind.Remake,
    };

    public static readonly FindingEntry LinkOutOfSync = new(
        "LinkOutOfSync", FindingSeverity.Warning, ChainLink.CustomerHalf,
        "The link does not carry all ranges. {1}",
        "Take the change up.")
    {
        Command = "{0:get} | Update-VpcPeering", Repair = RepairKind.Update,
    };
}
