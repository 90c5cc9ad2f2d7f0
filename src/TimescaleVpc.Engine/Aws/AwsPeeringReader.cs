using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.ManagedService;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.TimescaleCloud;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Aws;

/// <summary>Reads peerings with AWS VPCs on the platform's side.</summary>
internal sealed class AwsPeeringReader(ItemContext context)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(3);

    /// <summary>A request of another account may stay invisible for some seconds.</summary>
    private static readonly TimeSpan LongestUnseen = TimeSpan.FromSeconds(30);

    public IAwsPlatform Platform(VpcPeering peering) => Platform(peering.Platform);

    /// <summary>All peerings of a VPC.</summary>
    public async Task<List<VpcPeering>> OfAsync(Vpc vpc, CancellationToken cancel)
    {
        var found = await Platform(vpc.Platform).ListAsync(vpc.VpcId, cancel) ?? [];
        return [.. found.Select(item => With(New(vpc, item.AccountId, Region(item, vpc.Region), item.AwsVpcId), item))];
    }

    /// <summary>
    /// A peering as the platform has just shown it, with what AWS shows of it; as it is where the AWS sign-in does not
    /// show it.
    /// </summary>
    public async Task<VpcPeering> WithAwsAsync(VpcPeering peering, CancellationToken cancel)
    {
        try
        {
            var aws = await context.AwsAsync(cancel);
            if (aws.AccountId != peering.AwsAccountId) return peering;

            var ec2 = aws.Ec2(peering.AwsRegion);
            var tables = await ec2.DescribeRouteTablesAsync(AwsRoutes.InVpc(peering), cancel);
            var half = await AwsHalf.FindAsync(peering.AwsPeeringId, peering, ec2, cancel);
            var groups = await ec2.DescribeSecurityGroupsAsync(AwsRoutes.InVpc(peering), cancel);
            return peering with
            {
                AwsPeeringId = half.Id,
                RequesterAccountId = half.Shown?.Requester.OwnerId,
                RequesterVpcId = half.Shown?.Requester.VpcId,
                PeerCidrs = [.. half.Shown?.Accepter.Cidrs ?? []],
                RouteTableIds =
                [
                    .. tables.Where(table => table.Routes.Any(route => half.Owns(route, peering)))
                        .Select(table => table.Id),
                ],
                SecurityGroupId = groups.FirstOrDefault(group => AwsNames.IsMarked(group, peering))?.Id,
            };
        }
        catch (Exception error) when (error is TimescaleVpcException or Ec2Exception)
        {
            context.Sink.Verbose($"The half in AWS is not shown: {error.Message}");
            return peering;
        }
    }

    /// <summary>
    /// A peering with the account that asks for it, where the platform names the request and AWS lets it be seen.
    /// Nothing is checked by that: it is there to be looked at before the request is accepted.
    /// </summary>
    public async Task<VpcPeering> WithRequesterAsync(VpcPeering peering, bool wait, CancellationToken cancel)
    {
        if (peering.AwsPeeringId is not { } id) return peering;
        try
        {
            var aws = await context.AwsAsync(cancel);
            if (aws.AccountId != peering.AwsAccountId) return peering;

            var (ec2, patience) = (aws.Ec2(peering.AwsRegion), new Patience(context, LongestUnseen));
            var shown = await AwsApproval.FindAsync(id, ec2, cancel);
            while (shown is null && wait && !patience.DeadlinePassed)
            {
                await context.WaitAsync(LookAgain, Name(peering), "AWS does not show the request yet", cancel);
                shown = await AwsApproval.FindAsync(id, ec2, cancel);
            }

            context.EndProgress(Name(peering));
            return peering with
            {
                RequesterAccountId = shown?.Requester.OwnerId, RequesterVpcId = shown?.Requester.VpcId,
            };
        }
        catch (Exception error) when (error is TimescaleVpcException or Ec2Exception)
        {
            context.Sink.Verbose($"The account that asks is not shown: {error.Message}");
            return peering;
        }
    }

    /// <summary>The platform's half of one peering; null if there is none.</summary>
    public async Task<PlatformPeering?> FindAsync(VpcPeering peering, CancellationToken cancel)
    {
        var all = await Platform(peering).ListAsync(peering.VpcId, cancel) ?? [];
        // Beside one that lives there may be dead ones of the same VPC.
        return all.Where(item => LeadsTo(item, peering)).OrderBy(item => item.Phase switch
        {
            PeeringPhase.Active => 0, PeeringPhase.AwaitingCustomer => 1, PeeringPhase.Working => 2, _ => 3,
        }).FirstOrDefault();
    }

    /// <summary>A peering that is not there yet.</summary>
    public VpcPeering New(Vpc vpc, string account, string region, string awsVpcId) => new()
    {
        Platform = vpc.Platform, Project = vpc.Project, VpcId = vpc.VpcId, VpcName = vpc.Name,
        CloudName = vpc.CloudName,
        VpcRegion = vpc.Region, VpcCidr = vpc.Cidr, AwsAccountId = account, AwsRegion = region, AwsVpcId = awsVpcId,
        Session = context.Session, Changes = vpc.Changes, Planned = vpc.Planned, Plan = vpc.Plan,
    };

    /// <summary>The platform's view of the peering, and the party that must act next.</summary>
    public static VpcPeering With(VpcPeering peering, PlatformPeering? found) => peering with
    {
        State = found?.State ?? "",
        StateMessage = found?.Message,
        PeeringId = found?.Id,
        AwsPeeringId = found?.AwsPeeringId ?? peering.AwsPeeringId,
        NextStep = found?.Phase switch
        {
            PeeringPhase.Active => null,
            PeeringPhase.AwaitingCustomer => "Your turn: Approve-VpcPeering accepts the request and adds the routes.",
            PeeringPhase.Working => "The platform's turn: it is making the request in AWS.",
            PeeringPhase.Failed => "Mend what StateMessage names, then run the pipeline again from Add-VpcPeering.",
            _ => "Add-VpcPeering asks the platform for the peering.",
        },
    };

    public static string Name(VpcPeering peering) =>
        $"{peering.VpcName ?? peering.CloudName ?? peering.VpcId} - {peering.AwsVpcId}";

    /// <summary>The subject of a request to the platform: the same words in plan and run.</summary>
    public static string Target(VpcPeering peering) =>
        $"VPC {peering.VpcName ?? $"{peering.CloudName} {peering.VpcCidr}"} with {peering.AwsVpcId} "
        + $"({peering.AwsAccountId}, {peering.AwsRegion})";

    /// <summary>The error that a failure of the platform means.</summary>
    public static TimescaleVpcException Failure(VpcPeering peering)
    {
        var message = peering.StateMessage ?? "the platform gives no reason.";
        return peering.State switch
        {
            "TIMEOUT" => Catalogue.PeeringExpired.For(peering, peering.AwsPeeringId ?? "(none)", Name(peering)),
            "DISABLED" => Catalogue.PeeringDisabled.For(peering, peering.State, Name(peering), message),
            PeeringStates.RejectedByPeer => Catalogue.PeeringRejected.For(peering, Name(peering), message),
            PeeringStates.DeletedByPeer => Catalogue.PeeringDeletedByPeer.For(peering, Name(peering), message),
            "DELETING" or "DELETED" => Catalogue.PeeringDeleting.For(peering, Name(peering), peering.State),
            PeeringStates.Error => Catalogue.PeeringError.For(peering, Name(peering), message),
            _ => Catalogue.PeeringInvalid.For(peering, Name(peering), message),
        };
    }

    public static TimescaleVpcException Overdue(VpcPeering peering, TimeSpan timeout, string who) =>
        Catalogue.PeeringTimeout.For(
            peering, Name(peering), peering.State.Length == 0 ? "unknown to the platform" : peering.State, timeout,
            who);

    private IAwsPlatform Platform(string platform) =>
        platform == PlatformNames.Cloud ? new TigerSide(context.Cloud) : new MstSide(context.Platform);

    private static bool LeadsTo(PlatformPeering item, VpcPeering peering) =>
        Same(item.AccountId, peering.AwsAccountId) && Same(item.AwsVpcId, peering.AwsVpcId)
        && Same(Region(item, peering.VpcRegion), peering.AwsRegion);

    /// <summary>The managed service leaves a peer's region out where it is the VPC's own.</summary>
    private static string Region(PlatformPeering item, string own) => item.Region.Length == 0 ? own : item.Region;
}
