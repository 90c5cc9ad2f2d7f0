using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Peerings;

/// <summary>Finds the peerings that an object or names mean, and reads both halves of each.</summary>
internal sealed class PeeringFinder(ItemContext context)
{
    /// <summary>
    /// The peering that a stage was given: an object, an item of a cloud's own, or the parts of its identity.
    /// </summary>
    public async Task<VpcPeering> OneAsync(object? item, CancellationToken cancel)
    {
        switch (item)
        {
            case VpcPeering peering: return Canonical(peering);
            case PeeringRef { Peering: { } peering }: return Canonical(peering);
            case PeeringRef reference:
                var vpc = await VpcFinder.FindAsync(reference.Vpc!, context, cancel);
                return await FindAsync(vpc, reference, cancel)
                    ?? throw Catalogue.PeeringNotFound.For(
                        reference.Network!, vpc, reference.Network!.ToString(),
                        NearNames.Of(reference.Network!.ToString(),
                            (await ManyAsync([vpc], cancel)).Select(peering => peering.NetworkLabel)));
        }

        foreach (var side in context.InAllClouds<ICustomerSide>())
        {
            if (await side.FromItemAsync(item, cancel) is { } peering) return Canonical(peering);
        }

        throw new ArgumentOutOfRangeException(nameof(item), item?.GetType().Name, "No peering follows from this.");
    }

    /// <summary>An object that was kept may hold the range as a platform wrote it once.</summary>
    private static VpcPeering Canonical(VpcPeering peering) =>
        peering with { VpcCidr = AddressRange.Canonical(peering.VpcCidr) };

    /// <summary>
    /// The peering to undo. Names need not lead to one: nothing of it may be left, and that is fine.
    /// </summary>
    public async Task<VpcPeering> ForUndoAsync(object? item, CancellationToken cancel)
    {
        if (item is not PeeringRef { Peering: null } reference) return await OneAsync(item, cancel);

        var vpc = await VpcFinder.FindAsync(reference.Vpc!, context, cancel);
        return await FindAsync(vpc, reference, cancel)
            ?? await context.In<ICustomerSide>(vpc.Cloud).FromNamesAsync(vpc, reference, cancel);
    }

    /// <summary>The one peering of a VPC, or what is left of it, that names mean; null if there is none.</summary>
    private async Task<VpcPeering?> FindAsync(Vpc vpc, PeeringRef reference, CancellationToken cancel)
    {
        var name = reference.Network?.ToString() ?? "";
        if (Wildcard.Has(name))
        {
            throw Catalogue.InvalidInput.For(
                name, name, "the name of one network", "Give an exact name or an id; Get-VpcPeering takes wildcards.");
        }

        if (VNetId.TryParse(name, out var id)) RowCheck.Require(reference.Network!, id);
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
                    $"{peering.NetworkLabel} ({peering.State})")));
        }

        if (matches is not [var peering]) return null;
        context.In<ICustomerSide>(peering.Cloud).RequireRow(reference, peering);
        context.Found.Take(peering);
        return peering;

        VpcPeering[] Fitting(IEnumerable<VpcPeering> candidates) =>
            [.. candidates.Where(peering => Fits(peering, reference))];
    }

    /// <summary>Peerings, and after them what interrupted runs left without one.</summary>
    /// <param name="all">All VPCs of the session.</param>
    /// <param name="onlyVpc">The only VPC that is asked for; null means all.</param>
    /// <param name="cancel">Stops the requests.</param>
    public async Task<IReadOnlyList<VpcPeering>> WithLeftoversAsync(
        IReadOnlyList<Vpc> all, Vpc? onlyVpc, CancellationToken cancel)
    {
        var listedPeerings = await ManyAsync(onlyVpc is null ? all : [onlyVpc], cancel);
        var leftovers = await new LeftoverFinder(context).FindAsync(all, listedPeerings, cancel);
        return
        [
            .. listedPeerings.Concat(leftovers).Where(peering => onlyVpc is null || peering.VpcId == onlyVpc.VpcId),
        ];
    }

    /// <summary>All peerings of some VPCs.</summary>
    public async Task<IReadOnlyList<VpcPeering>> ManyAsync(IReadOnlyList<Vpc> vpcs, CancellationToken cancel)
    {
        var clouds = vpcs.Select(vpc => vpc.Cloud).Append(Cloud.Other).Distinct().ToArray();
        var (viewers, peeringsByVpc) = await context.Clock.BothAsync(
            () => context.Clock.SideBySideAsync(
                clouds, cloud => context.In<ICustomerSide>(cloud).ViewerAsync(cancel)),
            () => context.Clock.SideBySideAsync(vpcs, vpc => OfAsync(vpc, cancel)));
        return await context.Clock.SideBySideAsync(
            peeringsByVpc.SelectMany(list => list).ToArray(),
            item => viewers[Array.IndexOf(clouds, item.Peering.Cloud)](item.Peering, item.Phase, cancel));
    }

    /// <summary>Whether names mean a peering.</summary>
    /// <param name="peering">The peering.</param>
    /// <param name="reference">The names: of the network its name, GROUP/NAME or id, with wildcards in names.</param>
    /// <param name="resourceGroup">The resource group, where the network does not say it.</param>
    /// <param name="subscription">The subscription, where it does not.</param>
    public static bool Fits(
        VpcPeering peering, PeeringRef reference, string? resourceGroup = null, string? subscription = null)
    {
        var network = reference.Network?.ToString() ?? "";
        // Where no network is named, the columns beside the VPC say which; beside one that is, they are checked.
        var row = network.Length == 0 ? reference.Vpc?.Row : null;
        if (row is not null && !peering.LiesIn(row)) return false;
        var vnet = reference.Network as VNetRef;
        resourceGroup = vnet?.ResourceGroupName ?? resourceGroup ?? row?["ResourceGroupName"];
        subscription = vnet?.SubscriptionId ?? subscription ?? row?["SubscriptionId"];
        if (subscription is not null && !Same(subscription, peering.SubscriptionId)) return false;
        // The id that a peering shows is its network's, whatever slashes it has.
        var isId = Same(VNetId.TryParse(network, out var id) ? id.ToString() : network, peering.NetworkId);
        if (!isId && network.Split('/') is [var group, var name])
        {
            if (resourceGroup is not null && !Wildcard.Matches(resourceGroup, group)) return false;
            (resourceGroup, network) = (group, name);
        }

        var isNetwork = isId || network.Length == 0
            || Wildcard.Matches(network, peering.VNetName ?? peering.NetworkId ?? "");
        return isNetwork && (resourceGroup is null || Wildcard.Matches(resourceGroup, peering.ResourceGroupName ?? ""));
    }

    private async Task<IReadOnlyList<(VpcPeering Peering, PeeringPhase Phase)>> OfAsync(
        Vpc vpc, CancellationToken cancel)
    {
        var all = await new PlatformReader(context).ListAsync(vpc, cancel);
        return
        [
            .. all.Select(half => (
                context.In<ICustomerSide>(half.Cloud).FromPlatform(vpc, half).With(half), half.Phase)),
        ];
    }
}
