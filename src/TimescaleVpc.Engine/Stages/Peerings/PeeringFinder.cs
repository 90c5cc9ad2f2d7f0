using TimescaleVpc.Engine.Clouds.Azure;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Platforms.ManagedService;
using TimescaleVpc.Engine.Stages.Aws;
using TimescaleVpc.Engine.Stages.Vpcs;

namespace TimescaleVpc.Engine.Stages.Peerings;

/// <summary>Finds the peerings that an object or names mean, and reads both halves of each.</summary>
internal sealed class PeeringFinder(ItemContext context)
{
    /// <summary>The peering that a stage was given: an object, a grant, or the parts of its identity.</summary>
    public async Task<VpcPeering> OneAsync(object? item, string? resourceGroup, CancellationToken cancel)
    {
        switch (item)
        {
            case VpcPeering peering: return peering;
            case AzurePeerGrant grant: return PeeringView.FromGrant(grant);
            case PeeringRef { Peering: { } peering }: return peering;
        }

        var wanted = (PeeringRef)item!;
        var vpc = await VpcFinder.FindAsync(wanted.Vpc!, context, cancel);
        var name = wanted.VNet?.ToString() ?? "";
        if (Wildcard.Has(name))
        {
            throw Catalogue.InvalidInput.For(
                name, name, "the name of one network", "Give an exact name or an id; Get-VpcPeering takes wildcards.");
        }

        var matches = (await ManyAsync([vpc], cancel)).Where(peering => Fits(peering, name, resourceGroup)).ToArray();
        return matches switch
        {
            [var only] => only,
            [] => throw Catalogue.PeeringNotFound.For(name, vpc.VpcId, name),
            _ => throw Catalogue.PeeringAmbiguous.For(
                name, name, string.Join(", ", matches.Select(peering => $"{peering.VNetId} ({peering.State})"))),
        };
    }

    /// <summary>All peerings of some VPCs.</summary>
    public async Task<IReadOnlyList<VpcPeering>> ManyAsync(IReadOnlyList<Vpc> vpcs, CancellationToken cancel)
    {
        var found = new List<VpcPeering>[vpcs.Count];
        IReadOnlyList<AzureVNet> networks = [];
        await context.Pace.SideBySideAsync(
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
    public static bool Fits(VpcPeering peering, string? network, string? resourceGroup)
    {
        if (resourceGroup is null && network?.Split('/') is [var group, var name]) (resourceGroup, network) =
            (group, name);

        var isNetwork = string.IsNullOrEmpty(network)
            || Wildcard.Matches(network, peering.VNetName ?? peering.AwsVpcId ?? "")
            || peering.AwsVpcId is null && VNetId.TryParse(network, out var id)
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
            LinkName = Peering.Names.Link(vpc.Project, vpc.VpcId, id),
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

        var link = Peering.LinkFinder.Find(
            vnet.Peerings, Peering.Names.Link(peering.Project, peering.VpcId, id), peering.RemoteNetworkId,
            peering.VpcCidr, true);
        return (peering with
        {
            SubscriptionId = vnet.SubscriptionId, ResourceGroupName = vnet.ResourceGroupName, VNetName = vnet.Name,
            VNetId = vnet.VNetId, PeerCidrs = vnet.AddressPrefixes,
        }).With(link);
    }
}
