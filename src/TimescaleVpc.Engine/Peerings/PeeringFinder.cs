using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.ManagedService;
using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Peerings;

/// <summary>Finds the peerings that an object or names mean, and reads both halves of each.</summary>
internal sealed class PeeringFinder(ItemContext context)
{
    /// <summary>The peering that a stage was given: an object, a grant, or the parts of its identity.</summary>
    public async Task<VpcPeering> OneAsync(object? item, string? resourceGroup, CancellationToken cancel)
    {
        switch (item)
        {
            case VpcPeering peering: return Canonical(peering);
            case AzurePeerGrant grant:
                var whole = await new GrantRow(context).ReadAsync(grant, cancel);
                return Canonical(PeeringView.FromGrant(whole));
            case PeeringRef { Peering: { } peering }: return Canonical(peering);
        }

        var wanted = (PeeringRef)item!;
        var vpc = await VpcFinder.FindAsync(wanted.Vpc!, context, cancel);
        return await FindAsync(vpc, wanted, resourceGroup, cancel)
            ?? throw Catalogue.PeeringNotFound.For(wanted.VNet!, vpc.VpcId, wanted.VNet!.ToString());
    }

    /// <summary>An object that was kept may hold the range as a platform wrote it once.</summary>
    private static VpcPeering Canonical(VpcPeering peering) =>
        peering with { VpcCidr = AddressRange.Canonical(peering.VpcCidr) };

    /// <summary>The same where only a peering with an AWS VPC can be meant.</summary>
    public async Task<VpcPeering> OnAwsAsync(object? item, string what, CancellationToken cancel)
    {
        var peering = await OneAsync(item, null, cancel);
        return peering.AwsVpcId is not null ? peering : throw Catalogue.InvalidInput.For(
            peering, peering, what, "Give a peering with an AWS VPC; on Azure there is nothing to do here.");
    }

    /// <summary>
    /// The peering to undo. Names need not lead to one: nothing of it may be left, and that is fine.
    /// </summary>
    public async Task<VpcPeering> ForUndoAsync(object? item, CancellationToken cancel)
    {
        if (item is not PeeringRef { Peering: null } wanted) return await OneAsync(item, null, cancel);

        var vpc = await VpcFinder.FindAsync(wanted.Vpc!, context, cancel);
        if (await FindAsync(vpc, wanted, null, cancel) is { } found) return found;
        if (CloudNames.IsAzure(vpc.CloudName))
        {
            RequireAzure(vpc, wanted);
            var vnet = await new VNetFinder().FindAsync(wanted.VNet!, null, context, cancel);
            return PeeringView.FromGrant(new AzurePeerGrant
            {
                Vpc = vpc, VNet = vnet, TenantId = context.Session.TenantId ?? "",
                PlatformAppId = GrantOptions.PlatformAppId, Session = context.Session,
            });
        }

        var network = await new AwsVpcFinder(context).FindAsync(
            wanted.AwsVpc ?? new AwsVpcRef(null, wanted.VNet!.ToString()) { Row = wanted.VNet.Row }, null, null,
            cancel);
        return new AwsPeeringReader(context).New(vpc, network.AwsAccountId, network.AwsRegion, network.AwsVpcId);
    }

    /// <summary>The one peering of a VPC, or what is left of it, that names mean; null if there is none.</summary>
    private async Task<VpcPeering?> FindAsync(
        Vpc vpc, PeeringRef wanted, string? resourceGroup, CancellationToken cancel)
    {
        var name = wanted.VNet?.ToString() ?? "";
        if (Wildcard.Has(name))
        {
            throw Catalogue.InvalidInput.For(
                name, name, "the name of one network", "Give an exact name or an id; Get-VpcPeering takes wildcards.");
        }

        if (VNetId.TryParse(name, out var id)) RowCheck.Require(wanted.VNet!, id);
        var matches = Fitting(await ManyAsync([vpc], cancel));
        if (matches.Length == 0)
        {
            var all = await VpcFinder.ListAsync(context, cancel);
            matches = Fitting(await WithLeftoversAsync(all, vpc, cancel));
        }

        if (matches.Length > 1)
        {
            throw Catalogue.PeeringAmbiguous.For(
                name, name, string.Join(", ", matches.Select(peering =>
                    $"{peering.VNetId ?? peering.AwsVpcId} ({peering.State})")));
        }

        if (matches is not [var only]) return null;
        RowCheck.Require(wanted, only);
        context.Found.VNetId = only.VNetId;
        context.Found.AwsVpcId = only.AwsVpcId;
        return only;

        VpcPeering[] Fitting(IEnumerable<VpcPeering> found) =>
            [.. found.Where(peering =>
                Fits(peering, name, resourceGroup ?? wanted.VNet?.ResourceGroupName, wanted.VNet?.SubscriptionId))];
    }

    private static void RequireAzure(Vpc vpc, PeeringRef wanted)
    {
        if (wanted.AwsVpc is { } network)
            throw Catalogue.VpcNotOnAws.For(network, vpc.VpcId, vpc.CloudName);
    }

    /// <summary>Peerings, and after them what interrupted runs left without one.</summary>
    /// <param name="all">All VPCs of the session.</param>
    /// <param name="only">The only VPC that is asked for; null means all.</param>
    /// <param name="cancel">Stops the requests.</param>
    public async Task<IReadOnlyList<VpcPeering>> WithLeftoversAsync(
        IReadOnlyList<Vpc> all, Vpc? only, CancellationToken cancel)
    {
        var known = await ManyAsync(only is null ? all : [only], cancel);
        var left = await new LeftoverFinder(context).FindAsync(all, known, cancel);
        return [.. known.Concat(left).Where(peering => only is null || peering.VpcId == only.VpcId)];
    }

    /// <summary>All peerings of some VPCs.</summary>
    public async Task<IReadOnlyList<VpcPeering>> ManyAsync(IReadOnlyList<Vpc> vpcs, CancellationToken cancel)
    {
        var found = new List<VpcPeering>[vpcs.Count];
        IReadOnlyList<AzureVNet> networks = [];
        await context.Clock.SideBySideAsync(
        [
            async () => networks = vpcs.Any(vpc => CloudNames.IsAzure(vpc.CloudName)) ? await NetworksAsync(cancel)
                : [],
            .. vpcs.Select<Vpc, Func<Task>>((vpc, index) => async () => found[index] = await OfAsync(vpc, cancel)),
        ]);
        return
        [
            .. found.SelectMany(list => list).Select(peering =>
                peering.AwsVpcId is null ? WithNetwork(peering, networks).WithNextStep() : peering),
        ];
    }

    /// <param name="peering">The peering.</param>
    /// <param name="network">Name, GROUP/NAME or id of its network; wildcards in names.</param>
    /// <param name="resourceGroup">Its resource group.</param>
    /// <param name="subscription">Its subscription.</param>
    public static bool Fits(VpcPeering peering, string? network, string? resourceGroup, string? subscription = null)
    {
        if (subscription is not null && !Same(subscription, peering.SubscriptionId)) return false;
        if (network?.Split('/') is [var group, var name])
        {
            if (resourceGroup is not null && !Wildcard.Matches(resourceGroup, group)) return false;
            (resourceGroup, network) = (group, name);
        }

        var isNetwork = string.IsNullOrEmpty(network)
            || Wildcard.Matches(network, peering.VNetName ?? peering.AwsVpcId ?? "")
            || peering.VNetId is not null && VNetId.TryParse(network, out var id)
                && id.Equals(PeeringReader.IdOf(peering));
        return isNetwork && (resourceGroup is null || Wildcard.Matches(resourceGroup, peering.ResourceGroupName ?? ""));
    }

    private async Task<List<VpcPeering>> OfAsync(Vpc vpc, CancellationToken cancel)
    {
        if (!CloudNames.IsAzure(vpc.CloudName))
        {
            var reader = new AwsPeeringReader(context);
            var found = new List<VpcPeering>();
            foreach (var peering in await reader.OfAsync(vpc, cancel)) found.Add(await reader.WithAwsAsync(peering,
                cancel));
            return found;
        }

        var known = await context.Platform.GetVpcAsync(vpc.VpcId, cancel);
        return [.. (known?.Peerings ?? []).Where(item => item.ResourceGroup is not null)
            .Select(item => ToPeering(vpc, item))];
    }

    private VpcPeering ToPeering(Vpc vpc, MstPeering connection)
    {
        var id = new VNetId(connection.Account, connection.ResourceGroup!, connection.Network);
        return new VpcPeering
        {
            Platform = vpc.Platform, Project = vpc.Project, VpcId = vpc.VpcId, CloudName = vpc.CloudName,
            VpcCidr = vpc.Cidr,
            SubscriptionId = id.Subscription, ResourceGroupName = id.ResourceGroup, VNetName = id.Name,
            VNetId = id.ToString(),
            LinkName = AzureNames.Link(vpc.Project, vpc.VpcId, id),
            Session = context.Session,
        }.With(connection);
    }

    /// <summary>The VNets that the Azure sign-in can read; none if there is no such sign-in.</summary>
    private async Task<IReadOnlyList<AzureVNet>> NetworksAsync(CancellationToken cancel)
    {
        try
        {
            var account = await context.AzureAsync(cancel);
            return await account.Networks.ListAsync(account.Subscription.Id, cancel);
        }
        catch (Exception error) when (error is TimescaleVpcException or TokenRefusedException)
        {
            context.Sink.Verbose($"Azure's half is not shown: {error.Message}");
            return [];
        }
    }

    /// <summary>The names as Azure writes them, the ranges, and our half of the link.</summary>
    private static VpcPeering WithNetwork(VpcPeering peering, IReadOnlyList<AzureVNet> networks)
    {
        var id = PeeringReader.IdOf(peering);
        var vnet = networks.FirstOrDefault(item => VNetId.TryParse(item.VNetId, out var other) && other.Equals(id));
        if (vnet is null) return peering;

        var link = LinkFinder.Find(
            vnet.Peerings, AzureNames.Link(peering.Project, peering.VpcId, id), peering.RemoteNetworkId,
            peering.VpcCidr, true);
        return (peering with
        {
            SubscriptionId = vnet.SubscriptionId, ResourceGroupName = vnet.ResourceGroupName, VNetName = vnet.Name,
            VNetId = vnet.VNetId, PeerCidrs = vnet.AddressPrefixes,
        }).With(link);
    }
}
