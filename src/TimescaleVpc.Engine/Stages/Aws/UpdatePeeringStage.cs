using TimescaleVpc.Engine.Clouds.Aws;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Steps;

namespace TimescaleVpc.Engine.Stages.Aws;

/// <summary>
/// Takes up changed ranges of the AWS VPC. The platform copies them when it peers and never again, so the peering is
/// made anew: an outage, which is asked about first.
/// </summary>
internal sealed class UpdatePeeringStage(UpdatePeeringRequest request, ISink sink)
    : Stage<UpdatePeeringRequest>(request, sink)
{
    protected override async Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        var peering = (VpcPeering)item!;
        if (peering.AwsVpcId is null) throw Catalogue.InvalidInput.For(
            peering, peering, "a peering to update",
            "Only peerings with AWS VPCs copy ranges; on Azure nothing is to be done.");

        var aws = await context.AwsAsync(cancel);
        var ec2 = aws.Ec2(peering.AwsRegion);
        var network = await new AwsVpcFinder(context).FindAsync(
            new AwsVpcRef(null, peering.AwsVpcId), peering.AwsRegion, peering.AwsAccountId, cancel);
        var known = await KnownAsync(peering, ec2, cancel);
        var (added, gone) = (network.CidrBlocks.Except(known).ToArray(), known.Except(network.CidrBlocks).ToArray());
        if (added.Length + gone.Length == 0)
        {
            Sink.Verbose($"{AwsPeeringReader.Name(peering)} has all ranges of {peering.AwsVpcId}; nothing to change.");
            Sink.Output(peering with { PeerCidrs = network.CidrBlocks, Changes = [], Session = context.Session });
            return;
        }

        var difference = string.Join(", ", added.Select(text => "+" + text).Concat(gone.Select(text => "-" + text)));
        var changes = new Changes(context, peering.Planned);
        Sink.Verbose($"Ranges of {peering.AwsVpcId} that the platform does not know: {difference}.");
        var question =
            $"The ranges of {peering.AwsVpcId} have changed ({difference}). The platform takes them up only when "
            + "the peering is made anew: the connection breaks for some minutes. Go on?";
        var agreed = changes.Planning || Request.Force
            || await context.Pace.OutsideAsync(() => Sink.AskAsync(question, "Recreate the peering", cancel));
        if (!agreed) return;

        var old = await LookAsync(peering, ec2, cancel);
        await new AwsRemoval(context).RemoveAsync(peering, changes, false, cancel);
        var cleared = peering with
        {
            State = "", PeeringId = null, AwsPeeringId = null, PeerCidrs = network.CidrBlocks,
            RequesterAccountId = Request.RequesterAccountId ?? peering.RequesterAccountId ?? old.Account,
        };
        if (changes.Planning) PlanAnew(cleared, old, changes, context);
        Sink.Output(changes.Planning
            ? cleared with { Planned = true, Plan = [.. peering.Plan, .. changes.Steps], Session = context.Session }
            : await MakeAnewAsync(cleared with { Changes = [.. peering.Changes, .. changes.Steps] }, old, context,
                cancel));
    }

    private async Task<VpcPeering> MakeAnewAsync(VpcPeering peering, Old old, ItemContext context,
        CancellationToken cancel)
    {
        var added = await new AwsAdd(new AddPeeringRequest { Timeout = Request.Timeout }, context)
            .RequestAsync(peering, cancel);
        var approval = new ApprovePeeringRequest
        {
            RequesterAccountId = peering.RequesterAccountId, RouteTableId = old.RouteTableIds,
            NoRoute = old.RouteTableIds.Length == 0, AllowDns = old.AllowsDns,
        };
        return await new AwsApproval(approval, context).RunAsync(added, cancel);
    }

    /// <summary>
    /// The steps that make it anew; they cannot be found by looking, since the old one is still there.
    /// </summary>
    private static void PlanAnew(VpcPeering peering, Old old, Changes changes, ItemContext context)
    {
        var target = AwsPeeringReader.Target(peering);
        changes.Note(new AwsPeeringReader(context).Platform(peering).RequestStep.On(target));
        changes.Note(StepCatalogue.AcceptPeering.On(target));
        changes.Note(StepCatalogue.TagPeering.On(target));
        foreach (var table in old.RouteTableIds) changes.Note(
            StepCatalogue.CreateRoute.On(AwsRoutes.Target(table, peering)));
        if (old.AllowsDns) changes.Note(StepCatalogue.AllowDns.On(target));
    }

    /// <summary>What the new peering takes over from the old one.</summary>
    private sealed record Old(string? Account, string[] RouteTableIds, bool AllowsDns);

    private static async Task<Old> LookAsync(VpcPeering peering, IEc2Api ec2, CancellationToken cancel)
    {
        var shown = peering.AwsPeeringId is { } id ? await AwsApproval.FindAsync(id, ec2, cancel) : null;
        var tables = await ec2.DescribeRouteTablesAsync(AwsRoutes.InVpc(peering), cancel);
        return new(
            shown?.Requester.OwnerId,
            [.. tables.Where(table => table.Routes.Any(route => route.PeeringId == peering.AwsPeeringId))
                .Select(table => table.Id)],
            shown?.Accepter.AllowsDns == true);
    }

    /// <summary>The ranges that the peering was made with: our tag tells, else the object that was piped.</summary>
    private static async Task<IReadOnlyList<string>> KnownAsync(VpcPeering peering, IEc2Api ec2,
        CancellationToken cancel)
    {
        var shown = peering.AwsPeeringId is { } id ? await AwsApproval.FindAsync(id, ec2, cancel) : null;
        var noted = shown?.Tags.GetValueOrDefault(AwsNames.RangesKey);
        return noted?.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            ?? (peering.PeerCidrs.Length > 0 ? peering.PeerCidrs : shown?.Accepter.Cidrs ?? []);
    }
}
