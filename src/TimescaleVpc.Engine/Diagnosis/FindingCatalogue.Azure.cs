namespace TimescaleVpc.Engine.Diagnosis;

/// <summary>The customer's side in Azure.</summary>
internal static partial class FindingCatalogue
{
    public static readonly FindingEntry VNetMissing = new(FindingSeverity.Problem, ChainLink.Vpc,
        "The subscription has no such VNet, or the sign-in may not see it.",
        "Check first the name of the VNet, the subscription and the roles of the sign-in (Get-AzureVNet lists what it "
        + "sees); if they are wrong, run Connect-Timescale -Subscription NAME, and Test-VpcPeering again. Only if the "
        + "VNet was deleted, run this command, which removes what is left; a peering that still works is cut off by "
        + "it.")
    {
        Command = "{0:get} | Undo-VpcPeering",
    };

    public static readonly FindingEntry TenantDiffers = new(FindingSeverity.Unknown, ChainLink.Directory,
        "The peering belongs to tenant {1}, but the Azure sign-in is for {2}: applications and roles in the other "
        + "tenant cannot be checked.",
        "Run Connect-Timescale -TenantId {1:arg}, which signs in to the tenant of the peering, and Test-VpcPeering "
        + "again.");

    public static readonly FindingEntry AppMissing = new(FindingSeverity.Problem, ChainLink.Directory,
        "The application {1}, with which your half of the peering (the link) is made, no longer exists.",
        "Traffic of an ACTIVE peering continues; only changes to your half fail. If the application was deleted "
        + "within the last 30 days, have it restored (Entra ID, App registrations, Deleted applications), then run "
        + "Test-VpcPeering again. Otherwise remove the peering and make it again with this command, which makes a new "
        + "application; connections break for some minutes.")
    {
        Command = "{0:get} | Remove-VpcPeering && {0:make}", Repair = RepairKind.Remake, Turn = Turns.Identity,
    };

    public static readonly FindingEntry PrincipalMissing = new(FindingSeverity.Problem, ChainLink.Directory,
        "The application {1} has no service principal in your tenant, so the role that the service principal had is "
        + "gone as well.",
        "Make both again with Grant-AzurePeerRole, the first cmdlet of this command. What exists is kept. For an "
        + "application that was given with -AppId, its owner must make the service principal first.")
    {
        Command = "{0:make}", Repair = RepairKind.Grant, Turn = Turns.Identity,
    };

    public static readonly FindingEntry PlatformPrincipalMissing = new(FindingSeverity.Problem, ChainLink.Directory,
        "Timescale's application {1} has no service principal in your tenant, so Timescale cannot make its half of "
        + "the peering.",
        "Make it again, with its role, with Grant-AzurePeerRole, the first cmdlet of this command. What exists is "
        + "kept.")
    {
        Command = "{0:make}", Repair = RepairKind.Grant, Turn = Turns.Identity,
    };

    public static readonly FindingEntry PlatformAppForeign = new(FindingSeverity.Problem, ChainLink.Directory,
        "The service principal given for Timescale comes from tenant {1}, but Timescale's network is in tenant {2}: "
        + "it is not Timescale's.",
        "Do not give it a role. Ask Timescale support for the id of Timescale's application, and give it to "
        + "Grant-AzurePeerRole -PlatformAppId.");

    public static readonly FindingEntry RoleUnassigned = new(FindingSeverity.Problem, ChainLink.Directory,
        "Your application {1} has no role on the VNet that allows {2}.",
        "Assign the role again with Grant-AzurePeerRole, the first cmdlet of this command. What exists is kept.")
    {
        Command = "{0:make}", Repair = RepairKind.Grant,
    };

    public static readonly FindingEntry PlatformRoleUnassigned = new(FindingSeverity.Problem, ChainLink.Directory,
        "Timescale's service principal ({1}) has no role on the VNet that allows {2}.",
        "Assign the role again with Grant-AzurePeerRole, the first cmdlet of this command. What exists is kept.")
    {
        Command = "{0:make}", Repair = RepairKind.Grant,
    };

    public static readonly FindingEntry RoleWidened = new(FindingSeverity.Warning, ChainLink.Apart,
        "The role {1}, which was made with the fewest rights possible, now allows more: {2}.",
        "Remove these additional actions from the role.");

    public static readonly FindingEntry RoleAssignedWider = new(FindingSeverity.Warning, ChainLink.Apart,
        "The role {1} is also assigned to {2} at {3}, and not by this module.",
        "Find out who needs that assignment. If nobody does, remove it: the assignment on the VNet is enough.");

    public static readonly FindingEntry CredentialPresent = new(FindingSeverity.Warning, ChainLink.Apart,
        "The application {1} still has a credential of a run that was interrupted: {2}, valid until {3}.",
        "Remove it, which the next Approve-VpcPeering does.")
    {
        Command = "{0:get} | Approve-VpcPeering", Repair = RepairKind.Approve,
    };

    public static readonly FindingEntry CredentialForeign = new(FindingSeverity.Warning, ChainLink.Apart,
        "The application {1} needs no permanent credential, but has one that this module did not make: {2}, valid "
        + "until {3}.",
        "Find out who added it, and whether anything signs in with it. Remove it in Entra ID only if nothing does.")
    {
        Turn = Turns.Identity,
    };

    public static readonly FindingEntry LinkAwaited = new(FindingSeverity.Problem, ChainLink.CustomerHalf,
        "Timescale waits for your half of the peering, the link on the VNet, and the VNet has none.",
        "Make the link, which Approve-VpcPeering does.")
    {
        Command = "{0:get} | Approve-VpcPeering | Wait-VpcPeering", Repair = RepairKind.Approve,
    };

    public static readonly FindingEntry LinkNotSeen = new(FindingSeverity.Notice, ChainLink.CustomerHalf,
        "Your half of the peering, the link on the VNet, exists; Timescale has not noticed it yet.",
        "Wait: Timescale checks every few minutes.")
    {
        Command = "{0:get} | Wait-VpcPeering", Turn = Turns.Platform, Repair = RepairKind.Wait,
    };

    public static readonly FindingEntry LinkMissing = new(FindingSeverity.Problem, ChainLink.CustomerHalf,
        "Timescale reports the peering as ACTIVE, but your half of it, the link on the VNet, is gone: no traffic "
        + "passes.",
        "Both halves must be made again: remove Timescale's half and make the peering again with this command.")
    {
        Command = "{0:get} | Remove-VpcPeering && {0:make}", Repair = RepairKind.Remake,
    };

    public static readonly FindingEntry LinkDisconnected = new(FindingSeverity.Problem, ChainLink.CustomerHalf,
        "Your half of the peering, the link on the VNet, is Disconnected: Timescale's half was deleted, and no "
        + "traffic passes.",
        "Both halves must be made again: remove what is left and make the peering again with this command.")
    {
        Command = "{0:get} | Remove-VpcPeering && {0:make}", Repair = RepairKind.Remake,
    };

    public static readonly FindingEntry LinkOutOfSync = new(FindingSeverity.Warning, ChainLink.CustomerHalf,
        "The link does not know all address ranges. {1}",
        "Update the link with the changed ranges, which Update-VpcPeering does.")
    {
        Command = "{0:get} | Update-VpcPeering", Repair = RepairKind.Update,
    };

    public static readonly FindingEntry LinkUsesGateways = new(FindingSeverity.Warning, ChainLink.CustomerHalf,
        "Your half of the peering, the link {1}, has useRemoteGateways on, which this module never sets. With it the "
        + "VNet uses the gateways of Timescale's network, and can use those of no other VNet.",
        "Find out who switched it on, and switch it off in Azure (VNet, Peerings).")
    {
        Turn = Turns.Network,
    };

    public static readonly FindingEntry LinkBlocksTraffic = new(FindingSeverity.Problem, ChainLink.CustomerHalf,
        "Your half of the peering, the link {1}, exists, but somebody switched allowVirtualNetworkAccess off: no "
        + "traffic passes.",
        "Find out who switched it off, and why. To let traffic pass again, switch it on with this command, which "
        + "changes nothing else.")
    {
        Command = "{0:get} | Approve-VpcPeering -AllowVirtualNetworkAccess", Repair = RepairKind.Approve,
    };
}
