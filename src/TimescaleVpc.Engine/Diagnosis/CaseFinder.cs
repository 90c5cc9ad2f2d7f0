using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Diagnosis;

/// <summary>Finds the peerings that are to be looked into, each list once for all of them.</summary>
internal sealed class CaseFinder(ItemContext context)
{
    /// <summary>All that an item means: a peering, a VPC with all of its, or, with null, the project.</summary>
    /// <param name="item">The item.</param>
    /// <param name="request">What else names them, and whether one that is named should be there.</param>
    /// <param name="cancel">Stops the requests.</param>
    public async Task<IReadOnlyList<PeeringCase>> FindAsync(
        object? item, TestPeeringRequest request, CancellationToken cancel)
    {
        var one = item switch
        {
            VpcPeering record => new PeeringRef(record), PeeringRef reference => reference,
            VpcRef vpcRef => new PeeringRef(null, vpcRef), _ => new PeeringRef(null),
        };
        if (one.Peering is { } peering) return await ExpectedAsync(peering, cancel);
        var vpcs = (await VpcsAsync(cancel)).Required;
        var onlyVpc = one.Vpc is null ? null : await VpcFinder.FindAsync(one.Vpc, context, cancel);
        var name = one.Network?.ToString() ?? "";
        if (onlyVpc is not null && name.Length > 0 && !Wildcard.Has(name))
            return await NamedAsync(onlyVpc, one, request.FailOnDrift, cancel);

        // Nothing says which peering should be there, so those that are there are meant.
        var cases = await AllAsync(onlyVpc is null ? vpcs : [onlyVpc], onlyVpc?.VpcId, cancel);
        return
        [
            .. cases.Where(item => PeeringFinder.Fits(
                item.Peering, one, request.ResourceGroupName, request.SubscriptionId)),
        ];
    }

    /// <summary>The peering of a finding; null if there is nothing of it any more.</summary>
    /// <remarks>Leftovers are searched for only where the platform has no such peering.</remarks>
    public async Task<PeeringCase?> AgainAsync(PeeringFinding finding, CancellationToken cancel)
    {
        var vpcs = (await VpcsAsync(cancel)).Required;
        Vpc[] matches = [.. vpcs.Where(vpc => finding.VpcId.Length == 0 || Same(vpc.VpcId, finding.VpcId))];
        var one = (await ListedAsync(matches, cancel)).FirstOrDefault(IsMeant)
            ?? (await AllAsync(matches, finding.VpcId, cancel)).FirstOrDefault(IsMeant);
        if (one is not null || finding.NetworkId is null || matches is not [var vpc]) return one;

        bool IsMeant(PeeringCase item) =>
            Same(item.Peering.VpcId, finding.VpcId) && Same(item.Peering.NetworkId, finding.NetworkId);

        var reference = new PeeringRef(null, null, new NetworkRef(Text: finding.NetworkId));
        return await NamedAsync(vpc, reference, isExpected: true, cancel) is [var missingCase, ..] ? missingCase : null;
    }

    /// <summary>A record says that there was one; what it says of it is old.</summary>
    private async Task<IReadOnlyList<PeeringCase>> ExpectedAsync(VpcPeering peering, CancellationToken cancel)
    {
        var vpc = (await VpcsAsync(cancel)).Required.FirstOrDefault(item => Same(item.VpcId, peering.VpcId));
        if (vpc is null || peering.NetworkId is null)
            return [await CaseAsync(vpc, peering, half: null, isExpected: true, cancel)];
        var all = await PeeringsAsync(vpc, cancel);
        var wantedPeering = context.In<ICustomerSide>(peering.Cloud).ForPlatform(peering);
        var half = all.Value?.FirstOrDefault(item => item.LeadsTo(wantedPeering, peering.VpcRegion));
        var peeringNow = half is null ? peering.With((PlatformPeering?)null) : Shown(vpc, half);
        return
        [
            await CaseAsync(vpc, peeringNow, half, isExpected: true, cancel) with
            {
                KnownRouteTableIds = peering.RouteTableIds,
            },
        ];
    }

    private async Task<IReadOnlyList<PeeringCase>> NamedAsync(
        Vpc vpc, PeeringRef reference, bool isExpected, CancellationToken cancel)
    {
        var all = await PeeringsAsync(vpc, cancel);
        var matches = (all.Value ?? []).Where(item => PeeringFinder.Fits(Shown(vpc, item), reference)).ToArray();
        if (matches.Length == 0)
        {
            if (await FromNamesAsync(vpc, reference, cancel) is not { } peering) return [];
            context.In<ICustomerSide>(peering.Cloud).RequireRow(reference, peering);
            return [await CaseAsync(vpc, peering, half: null, isExpected, cancel)];
        }

        var cases = new List<PeeringCase>();
        foreach (var match in matches)
        {
            var peering = Shown(vpc, match);
            context.In<ICustomerSide>(peering.Cloud).RequireRow(reference, peering);
            cases.Add(await CaseAsync(vpc, peering, match, isExpected: true, cancel));
        }

        return cases;
    }

    /// <summary>The peerings that the platform has with some VPCs.</summary>
    private async Task<List<PeeringCase>> ListedAsync(IReadOnlyList<Vpc> vpcs, CancellationToken cancel)
    {
        var cases = new List<PeeringCase>();
        foreach (var vpc in vpcs)
        {
            foreach (var half in (await PeeringsAsync(vpc, cancel)).Value ?? [])
                cases.Add(await CaseAsync(vpc, Shown(vpc, half), half, isExpected: true, cancel));
        }

        return cases;
    }

    /// <param name="vpcs">The VPCs that are meant.</param>
    /// <param name="onlyId">
    /// The VPC whose leftovers are meant; null means all, of a VPC that is gone, too. What belongs to none has an
    /// empty one.
    /// </param>
    /// <param name="cancel">Stops the requests.</param>
    private async Task<List<PeeringCase>> AllAsync(
        IReadOnlyList<Vpc> vpcs, string? onlyId, CancellationToken cancel)
    {
        var cases = await ListedAsync(vpcs, cancel);
        var everyVpc = (await VpcsAsync(cancel)).Required;
        // What the peerings of another VPC need is no leftover.
        var listedCases = onlyId is null ? cases : await ListedAsync(everyVpc, cancel);
        var leftovers = await new LeftoverFinder(context).FindAsync(
            everyVpc, [.. listedCases.Select(item => item.Peering)], cancel);
        foreach (var peering in leftovers.Where(item => onlyId is null || Same(item.VpcId, onlyId)))
        {
            var vpc = vpcs.FirstOrDefault(item => Same(item.VpcId, peering.VpcId));
            cases.Add(await CaseAsync(vpc, peering, half: null, isExpected: true, cancel));
        }

        return cases;
    }

    /// <summary>
    /// The peering that the names would make; null if the sign-in may not see the network, which the survey says then.
    /// Names that mean nothing are the caller's error.
    /// </summary>
    private async Task<VpcPeering?> FromNamesAsync(Vpc vpc, PeeringRef reference, CancellationToken cancel)
    {
        var reading = await context.ReadAsync(
            new("the network", $"{reference.Network!.InFull} for VPC {vpc.VpcId}"),
            async () =>
            {
                try
                {
                    var peering = await context.In<ICustomerSide>(vpc.Cloud).FromNamesAsync(vpc, reference, cancel);
                    return new NamedPeering(peering, null);
                }
                catch (TimescaleVpcException error) when (error.Kind != ErrorKind.PermissionDenied)
                {
                    return new NamedPeering(null, error);
                }
            }, cancel);
        return reading.Value?.Mistake is { } mistake ? throw mistake : reading.Value?.Peering;
    }

    /// <summary>What names mean, or why they mean nothing.</summary>
    private sealed record NamedPeering(VpcPeering? Peering, TimescaleVpcException? Mistake);

    private VpcPeering Shown(Vpc vpc, PlatformPeering half) =>
        context.In<ICustomerSide>(half.Cloud).FromPlatform(vpc, half).With(half) with { Session = context.Session };

    private async Task<PeeringCase> CaseAsync(
        Vpc? vpc, VpcPeering peering, PlatformPeering? half, bool isExpected, CancellationToken cancel)
    {
        var canonical = peering with
        {
            VpcCidr = AddressRange.Canonical(peering.VpcCidr), Session = context.Session,
        };
        if (vpc is not null)
            canonical = await context.In<IExaminer>(peering.Cloud).NameAsync(canonical, cancel);
        var side = context.In<ICustomerSide>(peering.Cloud);
        return new(new(side.Name(canonical), canonical, side.Pipeline(canonical)), vpc, canonical, half, isExpected)
        {
            Peerings = vpc is null ? null : await PeeringsAsync(vpc, cancel),
            AllServices = vpc is null ? null : await ServicesAsync(vpc, cancel),
        };
    }

    private Task<Reading<IReadOnlyList<Vpc>>> VpcsAsync(CancellationToken cancel) =>
        context.ReadAsync(
            new("the VPCs", VpcFinder.Projects(context)),
            async () => (IReadOnlyList<Vpc>?)await VpcFinder.ListAsync(context, cancel), cancel);

    private Task<Reading<IReadOnlyList<PlatformPeering>>> PeeringsAsync(Vpc vpc, CancellationToken cancel) =>
        context.ReadAsync(
            new("the peerings", $"VPC {vpc.VpcId}"),
            async () => await context.Platform(vpc.Platform).ListPeeringsAsync(vpc.VpcId, cancel) ?? [], cancel);

    /// <summary>The services of a VPC's platform.</summary>
    public Task<Reading<IReadOnlyList<FoundService>>> ServicesAsync(Vpc vpc, CancellationToken cancel) =>
        context.ReadAsync(
            new("the services", $"project {vpc.Project}"),
            async () => (IReadOnlyList<FoundService>?)await context.Platform(vpc.Platform)
                .ListServicesAsync(cancel),
            cancel);
}
