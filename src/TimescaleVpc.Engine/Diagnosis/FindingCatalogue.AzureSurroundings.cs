namespace TimescaleVpc.Engine.Diagnosis;

/// <summary>What is around a link in Azure: filters, routes, locks, rights, policies and limits.</summary>
internal static partial class FindingCatalogue
{
    public static readonly FindingEntry LockStopsSteps = new(
        "LockStopsSteps", FindingSeverity.Problem, ChainLink.Directory,
        "The lock {1} ({2}) at {3} forbids that your half of the link is made, whatever roles allow.",
        "Have it removed for the time of the peering's making, by who may write locks there (Owner or User Access "
        + "Administrator); then run the pipeline again.")
    {
        Turn = Turns.Network,
    };

    public static readonly FindingEntry LockInPlace = new(
        "LockInPlace", FindingSeverity.Warning, ChainLink.Apart,
        "While the lock {1} ({2}) is at {3} the link cannot be {4}, not by this module either.",
        "Traffic passes all the same. Have the lock removed before the link is to be changed or undone.")
    {
        Turn = Turns.Network,
    };

    public static readonly FindingEntry DenyAssignmentStops = new(
        "DenyAssignmentStops", FindingSeverity.Problem, ChainLink.Directory,
        "The deny assignment {1} at {2} forbids what the link needs, whatever roles allow: {3}.",
        "It was made by what manages the scope, such as a deployment stack or a managed application: have its owner "
        + "exclude these principals, or take a VNet outside of it.")
    {
        Turn = Turns.Network,
    };

    public static readonly FindingEntry NsgDenies = new(
        "NsgDenies", FindingSeverity.Problem, ChainLink.Path,
        "The rule {1} of the network security group {2} stops TCP to {3}, port {4}, from: {5}.",
        "Allow it in the group, by an outbound rule with a lower number.")
    {
        Turn = Turns.Network,
    };

    public static readonly FindingEntry NsgUnclear = new(
        "NsgUnclear", FindingSeverity.Unknown, ChainLink.Path,
        "It is not known whether clients reach the platform: the rule {1} of the network security group {2} may stop "
        + "TCP to {3}, port {4}, from: {5}. The group has rules about application security groups, whose members "
        + "are not looked into.",
        "Check with Network Watcher (IP flow verify) from a client, or allow it by a rule with a lower number.")
    {
        Turn = Turns.Network,
    };

    public static readonly FindingEntry UserRouteDiverts = new(
        "UserRouteDiverts", FindingSeverity.Problem, ChainLink.Path,
        "The route {1} of the route table {2} leads {3} to {4}, in place of the link, for: {5}.",
        "Remove it, or make it shorter than the platform's range: the longest prefix decides. A route to 0.0.0.0/0 may "
        + "stay.")
    {
        Turn = Turns.Network,
    };

    public static readonly FindingEntry AzureRightsMissing = new(
        "AzureRightsMissing", FindingSeverity.Problem, ChainLink.Directory,
        "The Azure sign-in lacks rights at {1} that Grant-AzurePeerRole needs: {2}.",
        "Have a role assigned there that allows them (Owner does), or let a sign-in that has it run "
        + "Grant-AzurePeerRole. Applications and service principals are another person's: they need the directory role "
        + "Application Administrator.");

    public static readonly FindingEntry DirectoryRoleMissing = new(
        "DirectoryRoleMissing", FindingSeverity.Warning, ChainLink.Directory,
        "The Azure sign-in has none of the built-in directory roles that may make a service principal for the "
        + "platform's application {1}: its token names none.",
        "Let an Application Administrator, a Cloud Application Administrator or a Global Administrator run "
        + "Grant-AzurePeerRole, or have the role assigned. A role that your tenant made itself is in no token: with "
        + "one the grant may work all the same.")
    {
        Turn = Turns.Identity,
    };

    public static readonly FindingEntry PeeringNotTransitive = new(
        "PeeringNotTransitive", FindingSeverity.Notice, ChainLink.Path,
        "VNet {1} shares a gateway with {2} ({4} of {3} is on). Peering is not transitive: what is behind that VNet, "
        + "or behind the gateway, does not reach the VPC over this peering.",
        "Peer each VNet whose clients need the service, or lead their traffic through a firewall in this one, by user "
        + "routes and with forwarded traffic allowed.")
    {
        Turn = Turns.Network,
    };

    public static readonly FindingEntry SecretsForbidden = new(
        "SecretsForbidden", FindingSeverity.Problem, ChainLink.Directory,
        "The tenant's policy ({1}) forbids the secret that Approve-VpcPeering adds to the application for a short "
        + "time.",
        "Approve with -UseCertificate: a key takes its place.")
    {
        Command = "Grant-AzurePeerRole {0:names} | Add-VpcPeering | Approve-VpcPeering -UseCertificate "
            + "| Wait-VpcPeering",
    };

    public static readonly FindingEntry VNetPeeringLimit = new(
        "VNetPeeringLimit", FindingSeverity.Problem, ChainLink.CustomerHalf,
        "The VNet has {1} peerings; Azure allows {2} (Azure's networking limits, as of November 2026), and no more on "
        + "request.",
        "Remove one that is no longer needed, or take another VNet.")
    {
        Turn = Turns.Network,
    };
}
