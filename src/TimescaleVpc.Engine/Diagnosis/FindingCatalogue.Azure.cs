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

    public static readonly FindingEntry TenantDiffers = new(
        "TenantDiffers", FindingSeverity.Unknown, ChainLink.Directory,
        "The peering belongs to tenant {1}, but the Azure sign-in is for {2}: what is in the other one is not known.",
        "Sign in to the peering's tenant: Connect-Timescale -TenantId {1:arg}.");

    public static readonly FindingEntry AppMissing = new(
        "AppMissing", FindingSeverity.Problem, ChainLink.Directory,
        "The application {1}, which the platform was told makes your half of the link, is gone.",
        "Make both halves anew, with a new application.")
    {
        Command = "{0:get} | Remove-VpcPeering; {0:make}", Repair = RepairKind.Remake, Turn = Turns.Identity,
    };

    public static readonly FindingEntry PrincipalMissing = new(
        "PrincipalMissing", FindingSeverity.Problem, ChainLink.Directory,
        "The application {1} has no service principal in your tenant: the role that it held is gone with it.",
        "Make it again.")
    {
        Command = "{0:make}", Repair = RepairKind.Grant, Turn = Turns.Identity,
    };

    public static readonly FindingEntry PlatformPrincipalMissing = new(
        "PlatformPrincipalMissing", FindingSeverity.Problem, ChainLink.Directory,
        "The platform's application {1} has no service principal in your tenant: it cannot make its half of the link.",
        "Make it again, with its role.")
    {
        Command = "{0:make}", Repair = RepairKind.Grant, Turn = Turns.Identity,
    };

    public static readonly FindingEntry PlatformAppForeign = new(
        "PlatformAppForeign", FindingSeverity.Problem, ChainLink.Directory,
        "The service principal that stands for the platform comes from tenant {1}, but its network is in tenant {2}.",
        "Do not give it a role. Ask the platform's support which application is its own.")
    {
        Turn = Turns.Platform,
    };

    public static readonly FindingEntry RoleUnassigned = new(
        "RoleUnassigned", FindingSeverity.Problem, ChainLink.Directory,
        "Your application {1} holds no role on the VNet that allows {2}.",
        "Assign it again.")
    {
        Command = "{0:make}", Repair = RepairKind.Grant,
    };

    public static readonly FindingEntry PlatformRoleUnassigned = new(
        "PlatformRoleUnassigned", FindingSeverity.Problem, ChainLink.Directory,
        "The platform's service principal ({1}) holds no role on the VNet that allows {2}.",
        "Assign it again.")
    {
        Command = "{0:make}", Repair = RepairKind.Grant,
    };

    public static readonly FindingEntry RoleWidened = new(
        "RoleWidened", FindingSeverity.Warning, ChainLink.Apart,
        "The role {1}, which was made with least rights, allows more now: {2}.",
        "Take the additional actions out of the role.");

    public static readonly FindingEntry RoleAssignedWider = new(
        "RoleAssignedWider", FindingSeverity.Warning, ChainLink.Apart,
        "The role {1} is also assigned to {2} at {3}, and not by this module.",
        "Find out who needs it, and remove the assignment: one on the VNet is sufficient.");

    public static readonly FindingEntry CredentialPresent = new(
        "CredentialPresent", FindingSeverity.Warning, ChainLink.Apart,
        "The application {1} holds a credential of a run that was interrupted: {2}, until {3}.",
        "Remove it; the next approval does so by itself.")
    {
        Command = "{0:get} | Approve-VpcPeering", Repair = RepairKind.Approve,
    };

    public static readonly FindingEntry CredentialForeign = new(
        "CredentialForeign", FindingSeverity.Warning, ChainLink.Apart,
        "The application {1}, which needs no lasting credential, holds one that this module did not make: {2}, "
        + "until {3}.",
        "Find out who added it, and remove it from the application.")
    {
        Turn = Turns.Identity,
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
        "Make both halves anew: remove the platform's half, then run the pipeline.")
    {
        Command = "{0:get} | Remove-VpcPeering; {0:make}", Repair = RepairKind.Remake,
    };

    public static readonly FindingEntry LinkDisconnected = new(
        "LinkDisconnected", FindingSeverity.Problem, ChainLink.CustomerHalf,
        "Your half of the link is Disconnected: the platform's half was deleted, and no traffic passes.",
        "Make both halves anew: remove what is left, then run the pipeline.")
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

    public static readonly FindingEntry LinkUsesGateways = new(
        "LinkUsesGateways", FindingSeverity.Warning, ChainLink.CustomerHalf,
        "Your half of the link {1} has useRemoteGateways on, which this module never sets: the VNet takes gateways of "
        + "the platform's network for its own, and can use none of another VNet.",
        "Find out who switched it on, and switch it off in Azure.")
    {
        Turn = Turns.Network,
    };

    public static readonly FindingEntry LinkBlocksTraffic = new(
        "LinkBlocksTraffic", FindingSeverity.Problem, ChainLink.CustomerHalf,
        "Your half of the link {1} stands, but allowVirtualNetworkAccess was switched off: no traffic passes.",
        "Switch it on in Azure; or make both halves anew, which sets it.")
    {
        Command = "{0:get} | Remove-VpcPeering; {0:make}", Repair = RepairKind.Remake,
    };
}
