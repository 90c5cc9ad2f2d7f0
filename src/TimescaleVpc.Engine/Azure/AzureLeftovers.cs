using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Azure;

/// <summary>
/// Finds the leftovers of interrupted runs in Azure and Entra ID without a connection on the platform. Marks tell their
/// VPC and VNet: the description of an assignment, the name of a link. Leftovers without a VPC belong to the project.
/// </summary>
internal sealed class AzureLeftovers(IPlatform platform, AzureAccount account, ItemContext context)
{
    private const string NextStep =
        "Left by an interrupted run. To go on, run Grant-AzurePeerRole | Add-VpcPeering | Approve-VpcPeering | "
        + "Wait-VpcPeering. To give it up, run Undo-VpcPeering.";

    private readonly string project = platform.Project;

    /// <param name="vpcs">The project's VPCs.</param>
    /// <param name="listedPeerings">The peerings that the platform knows.</param>
    /// <param name="cancel">Stops the requests.</param>
    public async Task<IReadOnlyList<VpcPeering>> FindAsync(
        IReadOnlyList<Vpc> vpcs, IReadOnlyList<VpcPeering> listedPeerings, CancellationToken cancel)
    {
        var (world, networks) = await context.Clock.BothAsync(
            () => new GrantRevocation(IntentFor("", Subscription), appId: null, account, context).LookAsync(cancel),
            () => account.Networks.ListAsync(account.Subscription.Id, cancel));

        // An assignment serves all peerings of its VNet, and the application those of the project.
        world = world with
        {
            OtherNetworks = [.. listedPeerings.Select(peering => peering.VNetId).OfType<string>()],
            AppInUse = listedPeerings.Any(peering => Same(peering.AppId, world.App?.AppId)),
        };

        // An assignment without its description, beside one that has it, is the same leftover.
        var assignments = Assigned(world).ToArray();
        var orphans = assignments.Where(item => item.VpcId.Length > 0
                || !Array.Exists(assignments, other => other.VpcId.Length > 0 && Same(other.Scope, item.Scope)))
            .Concat(Linked(vpcs, networks))
            .DistinctBy(item => $"{item.VpcId} {item.Scope}", StringComparer.OrdinalIgnoreCase)
            .Where(item => !listedPeerings.Any(other => (item.VpcId.Length == 0 || other.VpcId == item.VpcId)
                && ArmRoles.Covers(item.Scope, other.VNetId!)));
        List<VpcPeering> all =
        [
            .. orphans.Select(item => Leftover(item.VpcId, item.Scope, vpcs, networks, world))
                .Where(peering => peering.Leftovers.Any(item => item.IsOurs)),
        ];
        PeeringItem[] sharedItems =
        [
            .. AzureItems.OfGrant(IntentFor("", Subscription), world)
                .Where(item => item.IsOurs && item.NeededBy is null && !IsNeeded(item, listedPeerings)),
        ];
        if (sharedItems.Length > 0) all.Add(New("", Subscription) with { Leftovers = sharedItems });
        return all;
    }

    /// <summary>
    /// Whether a peering needs it. One that lost an assignment needs role and application all the same: the pipeline
    /// uses them again. A credential of an interrupted run is not used again.
    /// </summary>
    private bool IsNeeded(PeeringItem item, IReadOnlyList<VpcPeering> listedPeerings) => item.Kind switch
    {
        "Credential" => false,
        "Role" => listedPeerings.Any(peering => ArmRoles.Covers(Subscription, peering.VNetId!)),
        _ => listedPeerings.Count > 0,
    };

    private string Subscription => $"/subscriptions/{account.Subscription.Id}";

    private IEnumerable<(string VpcId, string Scope)> Assigned(GrantWorld world) =>
        world.Assignments.Where(item => RevokeDecision.IsOurs(item, project, world))
            // Without its description it is for some VPC of the project, and only its scope is known.
            .Select(item => (AzureNames.ReadAssignmentNote(item.Description)?.VpcId ?? "", item.Scope));

    private IEnumerable<(string VpcId, string Scope)> Linked(
        IReadOnlyList<Vpc> vpcs, IReadOnlyList<AzureVNet> networks) =>
        from network in networks
        from vpc in vpcs
        where network.Peerings.Any(link => Same(link.Name, LinkName(vpc.VpcId, network.VNetId)))
        select (vpc.VpcId, network.VNetId);

    private string LinkName(string vpcId, string vnetId) => AzureNames.Link(project, vpcId, VNetId.Parse(vnetId));

    private VpcPeering Leftover(
        string vpcId, string scope, IReadOnlyList<Vpc> vpcs, IReadOnlyList<AzureVNet> networks, GrantWorld world)
    {
        var peering = New(vpcId, scope);
        if (vpcs.FirstOrDefault(vpc => vpc.VpcId == vpcId) is { } knownVpc)
        {
            peering = peering with
            {
                CloudName = knownVpc.CloudName, VpcRegion = knownVpc.Region, VpcCidr = knownVpc.Cidr,
            };
        }

        if (vpcId.Length > 0 && VNetId.TryParse(scope, out var id))
        {
            peering = (peering with
            {
                VNetId = id.ToString(), VNetName = id.Name, ResourceGroupName = id.ResourceGroup,
                LinkName = LinkName(vpcId, scope),
            }).With(networks, platformKnowsIt: false);
        }

        return peering with
        {
            AppId = world.AppIsOurs ? world.App?.AppId : null,
            Leftovers =
            [
                .. AzureItems.OfLink(peering),
                .. AzureItems.OfGrant(IntentFor(vpcId, scope), world).Where(item => item.NeededBy is null),
            ],
        };
    }

    private VpcPeering New(string vpcId, string scope) => new()
    {
        Platform = platform.Name, Project = project, VpcId = vpcId, Scope = scope, Cloud = Cloud.Azure,
        TenantId = account.TenantId, SubscriptionId = account.Subscription.Id, NextStep = NextStep,
        Session = context.Session,
    };

    private GrantIntent IntentFor(string vpcId, string scope) => new(
        project, vpcId, account.Subscription.Id, scope, GrantOptions.PlatformAppId);
}
