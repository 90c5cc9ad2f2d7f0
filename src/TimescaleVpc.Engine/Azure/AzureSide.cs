using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Azure;

/// <summary>The customer's half in Azure: a VNet peering, which the customer's own application makes.</summary>
internal sealed class AzureSide(ItemContext context) : ICustomerSide
{
    private readonly LinkReader links = new(context);

    public Cloud Cloud => Cloud.Azure;

    public string Title => "Azure";

    public string Name(VpcPeering peering) => AzurePeerings.Name(peering);

    public PeeringStep Step(StepKind kind, VpcPeering peering) => AzurePeerings.Step(kind, peering);

    public string? NextStep(VpcPeering peering, PeeringPhase phase, bool isApproved = false) =>
        AzurePeerings.NextStep(peering, phase);

    public async Task<VpcPeering?> FromItemAsync(object? item, CancellationToken cancel) => item is AzurePeerGrant grant
        ? AzurePeerings.Of(await new GrantRow(context).ReadAsync(grant, cancel)) : null;

    public async Task<VpcPeering> FromNamesAsync(Vpc vpc, PeeringRef reference, CancellationToken cancel)
    {
        if (reference.Network is AwsVpcRef other) throw Catalogue.VpcNotOnAws.For(other, vpc, vpc.CloudName);
        var network = reference.Network as VNetRef
            ?? new VNetRef(Text: reference.Network!.ToString()) { Row = reference.Network.Row };
        var vnet = await new VNetFinder().FindAsync(network, resourceGroup: null, context, cancel);
        return AzurePeerings.Of(new AzurePeerGrant
        {
            Vpc = vpc, VNet = vnet, TenantId = context.Session.TenantId ?? "",
            PlatformAppId = GrantOptions.PlatformAppId, Session = context.Session,
        });
    }

    public void RequireRow(PeeringRef reference, VpcPeering peering)
    {
        if (reference.Network is not { } vnet || !VNetId.TryParse(peering.VNetId, out var id)) return;
        RowCheck.Require(vnet, id);
        RowCheck.RequireTenant(vnet.Row, id.ToString(), peering.TenantId);
    }

    public VpcPeering FromPlatform(Vpc vpc, PlatformPeering platformPeering) =>
        AzurePeerings.Of(vpc, platformPeering.VNet) with { Session = context.Session };

    public PlatformPeering ForPlatform(VpcPeering peering) => AzurePeerings.ForPlatform(peering);

    public PeeringPipeline Pipeline(VpcPeering peering) => AzurePeerings.Pipeline(
        peering.VpcId, peering.VNetId, new PeerPair(
            new VpcRef(Text: peering.VpcId) { Session = context.Session }, new VNetRef(Text: peering.VNetId)));

    public string RejectedAdvice =>
        $"Timescale's application may lack its role on the VNet ({RoleActions.Platform[0]}), "
        + "which Grant-AzurePeerRole gives again.";

    public string SpecificationAdvice => "Correct what the message names, for example the ranges of your network, or a "
        + $"role of Timescale's application on the VNet ({RoleActions.Platform[0]}) that it lacks.";

    /// <summary>The VNets that the Azure sign-in can read; none if there is no such sign-in.</summary>
    public async Task<PeeringViewer> ViewerAsync(CancellationToken cancel)
    {
        var networks = await context.SeenAsync("Your half is not shown", [], async () =>
        {
            var account = await context.AzureAsync(cancel);
            return await account.Networks.ListAsync(account.Subscription.Id, cancel);
        });
        return (peering, phase, _) =>
        {
            var viewedPeering = peering.With(networks);
            return Task.FromResult(viewedPeering with { NextStep = NextStep(viewedPeering, phase) });
        };
    }

    public async Task<ApprovePeeringRequest> KeptAsync(VpcPeering peering, CancellationToken cancel) => LinkFlags.Kept(
        peering.With(await links.FindAsync(peering, platformKnowsIt: peering.State.Length > 0, cancel)));

    public bool IsNamed(PeeringGoal goal, VpcPeering peering, PlatformPeering? platformPeering) =>
        goal != PeeringGoal.Approved || peering is { RemoteNetworkId: not null, RemoteTenantId: not null };

    public TimescaleVpcException? Unnamed(VpcPeering peering, PeeringPhase phase) =>
        phase is PeeringPhase.AwaitingCustomer or PeeringPhase.Active
            ? Catalogue.RemoteNetworkUnknown.For(peering, PeeringSubject.Of(this, peering), peering.State) : null;

    public async Task<CustomerLook> LookAsync(
        PeeringGoal goal, VpcPeering peering, PlatformPeering? platformPeering, ApprovePeeringRequest? wish,
        CancellationToken cancel)
    {
        var linkedPeering = peering.With(
            await links.FindAsync(peering, platformKnowsIt: platformPeering is not null, cancel));
        var half = AzurePeerings.HalfOf(linkedPeering.LinkState);
        if (goal == PeeringGoal.Approved && half != CustomerHalf.Missing)
            TellOfLink(linkedPeering, platformPeering, half);
        return new(linkedPeering, half, linkedPeering.LinkState);
    }

    public CustomerHalf KnownHalf(VpcPeering peering) =>
        peering.LinkState is null ? CustomerHalf.Missing : CustomerHalf.Pending;

    /// <summary>The platform's application must come from the tenant of the platform's network.</summary>
    public Task<VpcPeering> RequestedAsync(VpcPeering peering, bool wait, CancellationToken cancel)
    {
        var (app, network) = (peering.PlatformTenantId, peering.RemoteTenantId);
        return app is null || network is null || Same(app, network) ? Task.FromResult(peering)
            : throw Catalogue.PlatformAppMismatch.For(peering, peering.PlatformAppId, app, network);
    }

    public async Task<VpcPeering> MakeAsync(
        VpcPeering peering, PlatformLook platformLook, ApprovePeeringRequest wish, StepRunner runner,
        CancellationToken cancel)
    {
        var account = await context.AzureAsync(cancel);
        var credentials = context.Services.Find<RunCredentials>()!;
        var app = await credentials.FindAppAsync(peering, account, runner, cancel);
        var flags = LinkFlags.For(peering, wish);
        WarnOfTransit(wish);
        await credentials.DoAsync(
            app, Step(StepCatalogue.CreateLink, peering),
            credential => new LinkMaker(credential, context).MakeAsync(peering, flags, cancel),
            runner, cancel);
        if (runner.Planning) return peering;
        peering = peering.With(await links.FindAsync(peering, platformKnowsIt: true, cancel));
        runner.Observe(Step(StepCatalogue.CreateLink, peering), peering.LinkState);
        return peering;
    }

    public Task PlanApprovalAsync(
        VpcPeering peering, ApprovePeeringRequest wish, IReadOnlyList<PeeringStep> earlierSteps, StepRunner runner,
        CancellationToken cancel) =>
        MakeAsync(peering, PlatformLook.Empty, wish, runner, cancel);

    public async Task<VpcPeering> SettleAsync(
        VpcPeering peering, ApprovePeeringRequest wish, StepRunner runner, CancellationToken cancel)
    {
        await context.Services.Find<RunCredentials>()!.FindAppAsync(
            peering, await context.AzureAsync(cancel), runner, cancel);
        if (peering.Link is not { } link || LinkFlags.Of(wish).Difference(link) is not { Length: > 0 } difference)
            return peering;
        WarnOfTransit(wish);
        await new LinkUpdate(context).RunAsync(peering, LinkFlags.Of(wish), difference, runner, cancel);
        return runner.Planning ? peering
            : peering.With(await links.FindAsync(peering, platformKnowsIt: true, cancel));
    }

    public async Task<RangeLook> CompareAsync(
        VpcPeering peering, UpdatePeeringRequest wish, CancellationToken cancel)
    {
        if (peering.NetworkId is null) throw Catalogue.PeeringNotRequested.For(peering, Name(peering));
        var platformPeering = await new PlatformReader(context).FindAsync(peering, cancel);
        var peeringNow = peering.With(platformPeering);
        var network = await links.FindNetworkAsync(peeringNow, cancel);
        peeringNow = network is null ? peeringNow.With((AzureVNetPeering?)null)
            : (peeringNow with { PeerCidrs = network.AddressPrefixes })
                .With(LinkReader.FindIn(network, peeringNow, platformKnowsIt: platformPeering is not null));
        return AzureRanges.Of(peeringNow, platformPeering?.Phase ?? PeeringPhase.None);
    }

    public async Task<string?> SyncAsync(VpcPeering peering, StepRunner runner, CancellationToken cancel)
    {
        try
        {
            await new LinkUpdate(context).RunAsync(
                peering, new(), "with the ranges that Timescale's network has now", runner, cancel);
            return null;
        }
        catch (TimescaleVpcException error) when (LinkSync.IsNoWay(error))
        {
            return error.Refusal is { Code.Length: > 0 } refusal ? $"{refusal.Code}: {refusal.FirstLine}"
                : error.Message;
        }
    }

    public Task<VpcPeering> RemoveAsync(
        VpcPeering peering, PlatformPeering? platformPeering, RemovalWish wish, StepRunner runner,
        CancellationToken cancel) =>
        LinkRemoval.RemoveAsync(peering, runner, context, cancel);

    public async Task<IReadOnlyList<string>> RangesAsync(PlatformPeering peer, CancellationToken cancel)
    {
        var account = await context.AzureAsync(cancel);
        return (await account.Networks.GetAsync(peer.VNet, cancel))?.AddressPrefixes ?? [];
    }

    public async Task<IEnumerable<CompletionItem>> ListNetworksAsync(string? region, CancellationToken cancel)
    {
        var account = await context.AzureAsync(cancel);
        return (await account.Networks.ListAsync(account.Subscription.Id, cancel)).Select(vnet => CompletionItem.Of(
            vnet.Name, vnet.VNetId,
            vnet.ResourceGroupName, vnet.Location, string.Join(' ', vnet.AddressPrefixes)) with
        {
            Group = vnet.ResourceGroupName,
        });
    }

    public async Task<IEnumerable<CompletionItem>> ListAccountsAsync(CancellationToken cancel) =>
        (await context.Services.Find<AzureSignIn>()!.SubscriptionsAsync(cancel)).Select(item => CompletionItem.Of(
            item.Name, item.Id, item.Id, $"tenant {item.TenantId}"));

    public Task<IEnumerable<CompletionItem>> ListPlacesAsync(CancellationToken cancel) =>
        ListNetworksAsync(region: null, cancel);

    public async Task<string> SpelledAsync(string networkId, CancellationToken cancel)
    {
        if (!VNetId.TryParse(networkId, out var id)) return networkId;
        var account = await context.AzureAsync(cancel);
        return (await account.Networks.GetAsync(id, cancel))?.VNetId ?? networkId;
    }

    public void Warn(VpcPeering peering)
    {
        if (LinkSync.Gap(peering.Link) is { } gap) context.Warn(WarningCatalogue.LinkOutOfSync, peering.LinkName, gap);
    }

    public async Task<IReadOnlyList<PeeringItem>> HalvesAsync(VpcPeering peering, CancellationToken cancel)
    {
        if (peering.NetworkId is null) return [.. AzureItems.OfLink(peering)];
        var platformPeering = await new PlatformReader(context).FindAsync(peering, cancel);
        var viewedPeering = peering.With(platformPeering);
        viewedPeering = viewedPeering.With(
            await links.FindAsync(viewedPeering, platformKnowsIt: platformPeering is not null, cancel));
        return
        [
            .. PlatformItems.Of(viewedPeering, platformPeering, Name(viewedPeering)),
            .. AzureItems.OfLink(viewedPeering),
        ];
    }

    public async Task<IReadOnlyList<PeeringItem>> InventoryAsync(
        VpcPeering peering, UndoPeeringRequest request, CancellationToken cancel)
    {
        var intent = await IntentAsync(peering, request, cancel);
        var (halves, world) = await context.Clock.BothAsync(
            () => HalvesAsync(peering, cancel),
            async () => await (await RevocationAsync(intent, peering, cancel)).LookAsync(cancel));
        return [.. halves, .. AzureItems.OfGrant(intent, world)];
    }

    public async Task RevokeAsync(
        VpcPeering peering, UndoPeeringRequest request, bool halvesAreGone, StepRunner runner,
        CancellationToken cancel)
    {
        if (!halvesAreGone) return;
        var intent = await IntentAsync(peering, request, cancel);
        await (await RevocationAsync(intent, peering, cancel)).RunAsync(runner, cancel);
    }

    public async Task<IReadOnlyList<VpcPeering>> LeftoversAsync(
        IReadOnlyList<Vpc> vpcs, IReadOnlyList<VpcPeering> listedPeerings, CancellationToken cancel)
    {
        var leftovers = new List<VpcPeering>();
        foreach (var platform in context.PlatformsIn(Cloud.Azure))
        {
            var account = await context.AzureAsync(cancel);
            leftovers.AddRange(
                await new AzureLeftovers(platform, account, context).FindAsync(vpcs, listedPeerings, cancel));
        }

        return leftovers;
    }

    /// <summary>Nothing is to be approved; the platform may take hours to notice that its own half is gone.</summary>
    private void TellOfLink(VpcPeering peering, PlatformPeering? platformPeering, CustomerHalf half)
    {
        if (half == CustomerHalf.Dead && platformPeering?.Phase != PeeringPhase.Active) return;
        context.Sink.Verbose($"The link {peering.LinkName} is {peering.LinkState}; nothing to approve.");
        if (half == CustomerHalf.Dead)
            {
            context.Warn(
                WarningCatalogue.LinkDisconnected, peering.LinkName, peering.State, AzurePeerings.Subject(peering));
        }
    }

    private void WarnOfTransit(ApprovePeeringRequest wish)
    {
        if (wish.AllowGatewayTransit == true)
            context.Warn(WarningCatalogue.TransitOneSided, "AllowGatewayTransit", "useRemoteGateways");
        if (wish.AllowForwardedTraffic == true)
            context.Warn(WarningCatalogue.TransitOneSided, "AllowForwardedTraffic", "allowForwardedTraffic");
    }

    private async Task<GrantRevocation> RevocationAsync(
        GrantIntent intent, VpcPeering peering, CancellationToken cancel) =>
        new(intent, peering.AppId, await context.AzureAsync(cancel), context);

    /// <summary>Assignments above the VNet are found as well: their scope includes the VNet.</summary>
    private async Task<GrantIntent> IntentAsync(
        VpcPeering peering, UndoPeeringRequest request, CancellationToken cancel)
    {
        var of = peering.SubscriptionId ?? (await context.AzureAsync(cancel)).Subscription.Id;
        return new(
            peering.Project, peering.VpcId, of, peering.VNetId ?? peering.Scope ?? $"/subscriptions/{of}",
            request.PlatformAppId ?? peering.PlatformAppId ?? GrantOptions.PlatformAppId);
    }
}
