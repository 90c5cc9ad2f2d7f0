namespace TimescaleVpc.Engine.Diagnosis;

/// <summary>What is around a link in Azure: filters, routes, locks, rights, policies and limits.</summary>
internal static partial class FindingCatalogue
{
    public static readonly FindingEntry LockStopsSteps = new(FindingSeverity.Problem, ChainLink.Directory,
        "The lock {1} ({2}) at {3} prevents your half of the peering, the link on the VNet, from being made. No role "
        + "overrides a lock.",
        "Ask an Owner or User Access Administrator of that scope to remove the lock, run this command, then have the "
        + "lock put back.")
    {
        Command = "{0:get} | Approve-VpcPeering | Wait-VpcPeering", Turn = Turns.Network,
    };

    public static readonly FindingEntry LockInPlace = new(FindingSeverity.Warning, ChainLink.Apart,
        "While the lock {1} ({2}) is at {3}, the link cannot be {4} by anybody, this module included.",
        "Traffic passes all the same. Have the lock removed before you change or remove the peering.")
    {
        Turn = Turns.Network,
    };

    public static readonly FindingEntry DenyAssignmentStops = new(FindingSeverity.Problem, ChainLink.Directory,
        "The deny assignment {1} at {2} denies what the link needs: {3}. No role overrides a deny assignment.",
        "It comes from a deployment stack or a managed application that manages the scope. Ask its owner to exclude "
        + "the sign-in and the applications of this peering, or peer a VNet outside that scope.")
    {
        Turn = Turns.Network,
    };

    public static readonly FindingEntry NsgDenies = new(FindingSeverity.Problem, ChainLink.Path,
        "The rule {1} of the network security group {2} blocks TCP to {3}, port {4}, from: {5}.",
        "Allow this traffic in the network security group with an outbound rule that has a lower priority number.")
    {
        Turn = Turns.Network,
    };

    public static readonly FindingEntry NsgUnclear = new(FindingSeverity.Unknown, ChainLink.Path,
        "It is not known whether clients can reach Timescale: the rule {1} of the network security group {2} may "
        + "block TCP to {3}, port {4}, from: {5}. The group has rules for application security groups, whose members "
        + "this module does not read.",
        "Check with Network Watcher (IP flow verify) from a client, or allow this traffic with an outbound rule that "
        + "has a lower priority number.")
    {
        Turn = Turns.Network,
    };

    public static readonly FindingEntry UserRouteDiverts = new(FindingSeverity.Problem, ChainLink.Path,
        "The route {1} of the route table {2} sends traffic to {3} to {4}, not over the peering, for: {5}.",
        "Ask who made the route: the way over {4} may be wanted, for example through a firewall, which must then let "
        + "this traffic pass. If it is not, delete the route, or give it a shorter prefix (a wider range) than "
        + "Timescale's range: Azure uses the route with the longest prefix. A route for 0.0.0.0/0 may stay.")
    {
        Turn = Turns.Network,
    };

    public static readonly FindingEntry AzureRightsMissing = new(FindingSeverity.Problem, ChainLink.Directory,
        "The Azure sign-in has no role at {1} that allows all that Grant-AzurePeerRole needs. Missing: {2}.",
        "Ask an owner of that scope for a role that allows these actions (Owner does), or ask the owner to run "
        + "Grant-AzurePeerRole. To make applications and service principals, the directory role Cloud Application "
        + "Administrator, Application Administrator or Global Administrator is needed as well; often another person "
        + "has it.");

    public static readonly FindingEntry DirectoryRoleMissing = new(FindingSeverity.Warning, ChainLink.Directory,
        "The Azure sign-in has none of the built-in directory roles that may make the service principal of "
        + "Timescale's application {1}.",
        "Ask somebody with the directory role Cloud Application Administrator, Application Administrator or Global "
        + "Administrator to run Grant-AzurePeerRole, or have one of these assigned to you. Custom directory roles "
        + "cannot be seen in the sign-in: with one of these, Grant-AzurePeerRole may work.")
    {
        Turn = Turns.Identity,
    };

    public static readonly FindingEntry PeeringNotTransitive = new(FindingSeverity.Notice, ChainLink.Path,
        "VNet {1} shares a gateway with {2} ({4} is on in the peering {3}). VNet peering is not transitive: networks "
        + "behind that VNet or behind the gateway cannot reach the Timescale VPC over this peering.",
        "Peer each VNet whose clients need the service. Or send their traffic with user-defined routes through a "
        + "firewall in VNet {1} that translates its source address (SNAT); the peerings of these networks with {1} "
        + "then need allowForwardedTraffic.")
    {
        Turn = Turns.Network,
    };

    public static readonly FindingEntry SecretsForbidden = new(FindingSeverity.Problem, ChainLink.Directory,
        "A policy of the tenant ({1}) forbids the secret that Approve-VpcPeering adds to the application for a short "
        + "time.",
        "Run Approve-VpcPeering with -UseCertificate, as in this command: it adds a certificate instead.")
    {
        Command = "Grant-AzurePeerRole {0:names} | Add-VpcPeering | Approve-VpcPeering -UseCertificate "
            + "| Wait-VpcPeering",
    };

    public static readonly FindingEntry VNetPeeringLimit = new(FindingSeverity.Problem, ChainLink.CustomerHalf,
        "The VNet has {1} peerings. Azure allows {2} (Azure networking limits, as of November 2026), and this limit "
        + "cannot be raised.",
        "Delete a peering that is no longer needed, or use another VNet.")
    {
        Turn = Turns.Network,
    };
}
