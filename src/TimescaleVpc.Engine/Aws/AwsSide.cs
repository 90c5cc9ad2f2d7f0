using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Aws;

/// <summary>The customer's half in AWS: a request that is accepted, and routes.</summary>
internal sealed class AwsSide(ItemContext context) : ICustomerSide
{
    /// <summary>What the ids of networks, and of places in them, begin with.</summary>
    private static readonly string[] Places = ["vpc-", "subnet-", "i-", "eni-"];

    private readonly AwsView view = new(context);

    public Cloud Cloud => Cloud.Aws;

    public string Title => "AWS";

    public TimeSpan LongestUnnamed => AwsHalf.LongestUnseen;

    public string Name(VpcPeering peering) => AwsPeerings.Name(peering);

    public PeeringStep Step(StepKind kind, VpcPeering peering) => AwsPeerings.Step(kind, peering);

    public string? NextStep(VpcPeering peering, PeeringPhase phase, bool isApproved = false) =>
        isApproved && phase != PeeringPhase.Active
            ? "Timescale's turn: Wait-VpcPeering until it is ACTIVE." : AwsPeerings.NextStep(peering, phase);

    public async Task<VpcPeering?> FromItemAsync(object? item, CancellationToken cancel)
    {
        if (item is not AwsPeerPair pair) return null;
        var vpcNow = await VpcFinder.FindAsync(pair.Vpc, context, cancel);
        var vpc = pair.Vpc.Vpc is { Planned: true } plannedVpc ? plannedVpc : vpcNow;
        if (vpc.Cloud != Cloud.Aws) throw Catalogue.VpcNotOnAws.For(vpc.VpcId, vpc, vpc.CloudName);

        var finder = new AwsVpcFinder(context);
        var network = await finder.FindAsync(pair.AwsVpc, region: null, cancel);
        PeeringErrors.RequireApart(vpc, network.AwsVpcId, $"VPC {network.AwsVpcId}", network.CidrBlocks);
        await new VpcReadiness(context.Platform(vpc.Platform), context).UntilUsableAsync(vpc, cancel);
        return Of(vpc, network) with { PeerCidrs = network.CidrBlocks };
    }

    public async Task<VpcPeering> FromNamesAsync(Vpc vpc, PeeringRef reference, CancellationToken cancel)
    {
        var text = $"{reference.Network}";
        var network = reference.Network as AwsVpcRef
            ?? (text.StartsWith("vpc-", StringComparison.OrdinalIgnoreCase)
                ? new AwsVpcRef(Text: text) { Row = reference.Network!.Row }
                : throw context.Platform(vpc.Platform).NotOnAzure(vpc));
        var finder = new AwsVpcFinder(context);
        return Of(vpc, await finder.FindAsync(network, region: null, cancel));
    }

    public void RequireRow(PeeringRef reference, VpcPeering peering) => AwsVpcFinder.Require(
        reference.Network, $"Peering {peering}", peering,
        peering.AwsVpcId, peering.AwsAccountId, peering.AwsRegion);

    public VpcPeering FromPlatform(Vpc vpc, PlatformPeering platformPeering) =>
        AwsPeerings.Of(vpc, platformPeering) with { Session = context.Session };

    public PlatformPeering ForPlatform(VpcPeering peering) => AwsPeerings.ForPlatform(peering);

    /// <summary>A VPC without a peering is looked for where the sign-in is, unless its region is named.</summary>
    public PeeringPipeline Pipeline(VpcPeering peering) => AwsPeerings.Pipeline(peering, new AwsPeerPair(
        new VpcRef(Text: peering.VpcId) { Session = context.Session },
        new AwsVpcRef(Text: peering.AwsVpcId)
        {
            AwsRegion = peering.AwsRegion, AwsAccountId = peering.AwsAccountId,
        }));

    public string RejectedAdvice => "Find out who rejected the request in your AWS account.";

    public async Task<ApprovePeeringRequest> KeptAsync(VpcPeering peering, CancellationToken cancel)
    {
        var ec2 = await context.Ec2Async(peering, cancel);
        // By our mark: AWS shows one that is gone for a while, and the platform may name none or a new one.
        var half = await AwsHalf.FindAsync(namedId: null, peering, ec2, cancel);
        return new() { Tag = AwsTags.OfUser(half.Shown?.Tags) };
    }

    public Task<PeeringViewer> ViewerAsync(CancellationToken cancel) =>
        Task.FromResult<PeeringViewer>(async (peering, phase, stop) =>
        {
            var viewedPeering = await view.WithAllAsync(peering, stop);
            return viewedPeering with { NextStep = NextStep(viewedPeering, phase) };
        });

    public bool IsNamed(PeeringGoal goal, VpcPeering peering, PlatformPeering? platformPeering) =>
        platformPeering?.AwsPeeringId is not null;

    public TimescaleVpcException? Unnamed(VpcPeering peering, PeeringPhase phase) => phase == PeeringPhase.Active
        ? Catalogue.PeeringUnnamed.For(peering, PeeringSubject.Of(this, peering), peering.State) : null;

    public async Task CheckAsync(PeeringGoal goal, VpcPeering peering, CancellationToken cancel)
    {
        if (goal != PeeringGoal.Approved) return;
        var aws = await context.AwsAsync(cancel);
        if (peering.AwsAccountId != aws.AccountId)
            throw Catalogue.AwsAccountMismatch.For(peering, peering.AwsVpcId, peering.AwsAccountId, aws.AccountId);
    }

    public async Task<CustomerLook> LookAsync(
        PeeringGoal goal, VpcPeering peering, PlatformPeering? platformPeering, ApprovePeeringRequest? wish,
        CancellationToken cancel)
    {
        switch (goal)
        {
            case PeeringGoal.Active:
                return await WhetherStandsAsync(peering, cancel);
            // The platform no longer names it: where it was approved before and nothing is missing, that is fine.
            case PeeringGoal.Approved when platformPeering is { Phase: PeeringPhase.Active, AwsPeeringId: null }:
                var approval = await ApprovalAsync(peering, wish!, new StepRunner(context, peering.Planned), cancel);
                var approvedPeering = await approval.FindStandingAsync(peering, cancel);
                if (approvedPeering is null) return new(peering, CustomerHalf.Missing);
                TellOfApproval(approvedPeering);
                return new(approvedPeering, CustomerHalf.Standing);
            // Routes may be there without a connection, so what is there is seen while it is removed.
            case PeeringGoal.Removed:
                return new(peering, CustomerHalf.Pending);
            default:
                return new(peering, CustomerHalf.Missing);
        }
    }

    public CustomerHalf KnownHalf(VpcPeering peering) => peering.ConnectionState switch
    {
        Ec2PeeringStates.Active => CustomerHalf.Standing,
        Ec2PeeringStates.Provisioning => CustomerHalf.Pending,
        _ => CustomerHalf.Missing,
    };

    public Task<VpcPeering> RequestedAsync(VpcPeering peering, bool wait, CancellationToken cancel) =>
        view.WithRequesterAsync(peering, wait, cancel);

    public async Task<VpcPeering> MakeAsync(
        VpcPeering peering, PlatformLook platformLook, ApprovePeeringRequest wish, StepRunner runner,
        CancellationToken cancel)
    {
        var approval = await ApprovalAsync(peering, wish, runner, cancel);
        var approvedPeering = await approval.RunAsync(peering, platformLook, cancel);
        if (runner.Steps.Count == 0) TellOfApproval(approvedPeering);
        return approvedPeering;
    }

    public async Task PlanApprovalAsync(
        VpcPeering peering, ApprovePeeringRequest wish, IReadOnlyList<PeeringStep> earlierSteps, StepRunner runner,
        CancellationToken cancel) =>
        await (await ApprovalAsync(peering, wish, runner, cancel)).PlanAsync(peering, earlierSteps, cancel);

    public Task<RangeLook> CompareAsync(VpcPeering peering, UpdatePeeringRequest wish, CancellationToken cancel) =>
        new AwsRanges(peering, wish, context).CompareAsync(cancel);

    public async Task<VpcPeering> RemoveAsync(
        VpcPeering peering, PlatformPeering? platformPeering, RemovalWish wish, StepRunner runner,
        CancellationToken cancel)
    {
        await new AwsRemoval(context, wish).RunAsync(peering, platformPeering?.AwsPeeringId, runner, cancel);
        return peering;
    }

    public async Task<IReadOnlyList<string>> RangesAsync(PlatformPeering peer, CancellationToken cancel)
    {
        var network = new AwsVpcRef(Text: peer.Network);
        return (await new AwsVpcFinder(context).FindAsync(network, peer.Region, cancel)).CidrBlocks;
    }

    public async Task<IEnumerable<CompletionItem>> ListNetworksAsync(string? region, CancellationToken cancel)
    {
        var ec2 = (await context.AwsAsync(cancel)).Ec2(region);
        return (await ec2.DescribeVpcsAsync(Ec2Query.All, cancel)).Select(vpc => CompletionItem.Of(
            vpc.Id, vpc.Id, vpc.Name, vpc.State, ec2.Region, string.Join(' ', vpc.Cidrs)));
    }

    public bool IsPlaceId(string text) =>
        Places.Any(prefix => text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    public async Task<IReadOnlyList<PeeringItem>> HalvesAsync(VpcPeering peering, CancellationToken cancel)
    {
        var ec2 = await context.Ec2Async(peering, cancel);
        var platformPeering = await new PlatformReader(context).FindAsync(peering, cancel);
        var viewedPeering = peering.With(platformPeering);
        var tables = await ec2.DescribeRouteTablesAsync(AwsRoutes.InVpc(peering), cancel);
        var half = await AwsHalf.FindAsync(platformPeering?.AwsPeeringId, viewedPeering, ec2, cancel);
        return
        [
            .. PlatformItems.Of(viewedPeering, platformPeering, Name(viewedPeering)),
            .. AwsItems.OfConnection(half, tables),
        ];
    }

    public async Task<IReadOnlyList<PeeringItem>> InventoryAsync(
        VpcPeering peering, UndoPeeringRequest request, CancellationToken cancel)
    {
        var ec2 = await context.Ec2Async(peering, cancel);
        var (halves, groups) = await context.Clock.BothAsync(
            () => HalvesAsync(peering, cancel),
            () => ec2.DescribeSecurityGroupsAsync(AwsRoutes.InVpc(peering), cancel));
        return [.. halves, .. AwsItems.OfGroups(peering, groups)];
    }

    public async Task RevokeAsync(
        VpcPeering peering, UndoPeeringRequest request, bool halvesAreGone, StepRunner runner,
        CancellationToken cancel)
    {
        if (halvesAreGone) return;
        var ec2 = await context.Ec2Async(peering, cancel);
        await new EgressRevocation(peering, ec2, runner).RunAsync(groupId: null, cancel);
    }

    /// <summary>The regions where something may be: the sign-in's own, and those of VPCs and peerings.</summary>
    public async Task<IReadOnlyList<VpcPeering>> LeftoversAsync(
        IReadOnlyList<Vpc> vpcs, IReadOnlyList<VpcPeering> listedPeerings, CancellationToken cancel)
    {
        // A platform of several clouds shows by its VPCs whether there can be anything in this one.
        if (vpcs.Count == 0 && context.Platforms().All(platform => platform.Clouds.Count > 1)) return [];
        var account = await context.AwsAsync(cancel);
        var regions = listedPeerings.Select(peering => peering.AwsRegion!).Concat(vpcs.Select(vpc => vpc.Region))
            .Append(account.Region).Distinct(StringComparer.OrdinalIgnoreCase);
        var leftovers = new List<VpcPeering>();
        foreach (var region in regions)
        {
            leftovers.AddRange(await context.SeenAsync($"AWS in {region} is not searched for leftovers", [], () =>
                new AwsLeftovers(account, account.Ec2(region), context).FindAsync(vpcs, listedPeerings, cancel)));
        }

        return leftovers;
    }

    private async Task<AwsApproval> ApprovalAsync(
        VpcPeering peering, ApprovePeeringRequest wish, StepRunner runner, CancellationToken cancel) =>
        new(wish, await context.Ec2Async(peering, cancel), runner);

    private void TellOfApproval(VpcPeering peering) =>
        context.Sink.Verbose($"{peering.AwsPeeringId} is accepted and routed; nothing to approve.");

    private VpcPeering Of(Vpc vpc, AwsVpc network) =>
        AwsPeerings.Of(vpc, network.AwsAccountId, network.AwsRegion, network.AwsVpcId) with
        {
            Session = context.Session,
        };

    private async Task<CustomerLook> WhetherStandsAsync(VpcPeering peering, CancellationToken cancel)
    {
        var ec2 = await context.Ec2Async(peering, cancel);
        // A connection that the platform named before it was ACTIVE still belongs to this peering; reading it changes
        // nothing.
        var half = await AwsHalf.FindAsync(peering.AwsPeeringId, peering, ec2, cancel);
        if (half is { Id: null, HasStrangers: true })
        {
            return new(
                peering, CustomerHalf.Standing, null,
                "Timescale does not name its connection, and none has the tag of an approval.");
        }

        var (status, stands) = (half.Shown?.Status, AwsPeerings.HalfOf(half.Shown?.Status));
        return new(
            stands == CustomerHalf.Dead ? peering : peering with { AwsPeeringId = half.Id }, stands, status);
    }
}
