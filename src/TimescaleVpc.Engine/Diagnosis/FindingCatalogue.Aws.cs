namespace TimescaleVpc.Engine.Diagnosis;

/// <summary>The customer's side in AWS.</summary>
internal static partial class FindingCatalogue
{
    public static readonly FindingEntry RequestAwaited = new(
        "RequestAwaited", FindingSeverity.Problem, ChainLink.CustomerHalf,
        "The platform's request {1} waits to be accepted.",
        "Check the account that it comes from, and accept it.")
    {
        Command = "{0:get} | Approve-VpcPeering | Wait-VpcPeering", Repair = RepairKind.Approve,
    };

    public static readonly FindingEntry RequestNotSeen = new(
        "RequestNotSeen", FindingSeverity.Problem, ChainLink.CustomerHalf,
        "The platform waits for you to accept a request ({1}) that AWS does not show in your account.",
        "Check the account and region of the sign-in; if it stays, remove the peering and make it again.")
    {
        Command = "{0:get} | Remove-VpcPeering; {0:make}", Repair = RepairKind.Remake,
    };

    public static readonly FindingEntry ConnectionNotSeen = new(
        "ConnectionNotSeen", FindingSeverity.Notice, ChainLink.CustomerHalf,
        "The connection {1} is active in AWS; the platform has not seen it yet.",
        "Wait: it looks every few minutes.")
    {
        Command = "{0:get} | Wait-VpcPeering", Turn = Turns.Platform, Repair = RepairKind.Wait,
    };

    public static readonly FindingEntry ConnectionGone = new(
        "ConnectionGone", FindingSeverity.Problem, ChainLink.CustomerHalf,
        "The platform says that the peering is active, but the connection {1} is gone in AWS: no traffic passes.",
        "Make both halves anew: the platform's half is removed, then the pipeline runs.")
    {
        Command = "{0:get} | Remove-VpcPeering; {0:make}", Repair = RepairKind.Remake,
    };
}
