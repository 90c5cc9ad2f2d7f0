using TimescaleVpc.Engine.Clouds.Aws;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Steps;

namespace TimescaleVpc.Engine.Stages.Aws;

/// <summary>
/// Takes up changed ranges of the AWS VPC. The platform copies them when it peers and never again, so the peering is
/// made anew: an outage, which is asked about first.
/// </summary>
internal sealed class UpdatePeeringStage(UpdatePeeringRequest request, ISink sink) : Stage<UpdatePeeringRequest>(request, sink)
{
    protected override async Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        var peering = (VpcPeering)item!;
        if (peering.AwsVpcId is null) throw Catalogue.InvalidInput.For(
            peering, peering, "a peering to update", "Only peerings with AWS VPCs copy ranges; on Azure nothing is to be done.");

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
        var question = $"The ranges of {peering.AwsVpcId} have changed ({difference}). The platform takes them up only when "
            + "the peering is made anew: the connection breaks for some minutes. Go on?";
        var agreed = changes.Planning || Request.Force
            || await context.Pace.OutsideAsync(() => Sink.AskAsync(question, "Recreate the peering", cancel));
        if (!agreed) return;

        var account = Request.RequesterAccountId ?? peering.RequesterAccountId ?? await AccountAsync(peering, ec2, cancel);
        await new AwsRemoval(context).RemoveAsync(peering, changes, false, cancel);
        var cleared = peering with
        {
            State = "", PeeringId = null, AwsPeeringId = null, PeerCidrs = network.CidrBlocks, RequesterAccountId = account,
            Changes = changes.Planning ? [] : [.. changes.Steps], Planned = changes.Planning,
        };
        Sink.Output(changes.Planning
            ? await PlanAgainAsync(peering, cleared, changes, context, ec2, cancel)
            : await AgainAsync(cleared, account, context, cancel));
    }

    /// <summary>What AgainAsync would do. The old peering is still there, so the stages themselves would find it.</summary>
    private static async Task<VpcPeering> PlanAgainAsync(
        VpcPeering old, VpcPeering cleared, Changes changes, ItemContext context, IEc2Api ec2, CancellationToken cancel)
    {
        var target = AwsPeeringReader.Target(cleared);
        changes.Note(new AwsPeeringReader(context).Platform(cleared).RequestStep.On(target));
        changes.Note(StepCatalogue.AcceptPeering.On(target));
        changes.Note(StepCatalogue.TagPeering.On(target));
        var routes = new AwsRoutes(new ApprovePeeringRequest { Force = true }, context);
        var routed = await routes.AddAsync(cleared, changes, ec2, cancel, leaving: old.AwsPeeringId);
        return routed with { Plan = [.. old.Plan, .. changes.Steps] };
    }

    private async Task<VpcPeering> AgainAsync(VpcPeering peering, string? account, ItemContext context, CancellationToken cancel)
    {
        var added = await new AwsAdd(new AddPeeringRequest { Timeout = Request.Timeout }, context).RequestAsync(peering, cancel);
        return await new AwsApproval(new ApprovePeeringRequest { RequesterAccountId = account, Force = true }, context).RunAsync(added, cancel);
    }

    /// <summary>The ranges that the peering was made with: our tag tells, else the object that was piped.</summary>
    private static async Task<IReadOnlyList<string>> KnownAsync(VpcPeering peering, IEc2Api ec2, CancellationToken cancel)
    {
        var shown = peering.AwsPeeringId is { } id ? await AwsApproval.FindAsync(id, ec2, cancel) : null;
        var noted = shown?.Tags.GetValueOrDefault(AwsNames.RangesKey);
        return noted?.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            ?? (peering.PeerCidrs.Length > 0 ? peering.PeerCidrs : shown?.Accepter.Cidrs ?? []);
    }

    private static async Task<string?> AccountAsync(VpcPeering peering, IEc2Api ec2, CancellationToken cancel) =>
        peering.AwsPeeringId is { } id ? (await AwsApproval.FindAsync(id, ec2, cancel))?.Requester.OwnerId : null;
}
