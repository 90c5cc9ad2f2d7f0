using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Aws;

/// <summary>Peerings with AWS VPCs, in words and as records.</summary>
internal static class AwsPeerings
{
    /// <summary>The peering that an item means, where only one with an AWS VPC can be meant.</summary>
    public static async Task<VpcPeering> FindAsync(
        object? item, string what, ItemContext context, CancellationToken cancel)
    {
        var peering = await new PeeringFinder(context).OneAsync(item, cancel);
        if (peering.Cloud == Cloud.Aws) return peering;
        var title = context.In<ICustomerSide>(peering.Cloud).Title;
        throw Catalogue.InvalidInput.For(
            peering, peering, what,
            $"Give a peering with an AWS VPC; for {title} there is nothing to do here.");
    }

    /// <summary>The peering in one line, with what tells it from its namesakes.</summary>
    public static string Name(VpcPeering peering) =>
        $"{peering.VpcName ?? peering.CloudName ?? peering.VpcId} - {peering.AwsVpcId}";

    /// <summary>The commands that mean the peering.</summary>
    /// <param name="peering">The peering.</param>
    /// <param name="networks">The pair of networks; the peering itself where nothing is begun.</param>
    public static PeeringPipeline Pipeline(VpcPeering peering, object networks)
    {
        var names = $"-Vpc {PowerShellLiteral.Argument(peering.VpcId)} "
            + $"-AwsVpc {PowerShellLiteral.Argument(peering.AwsVpcId ?? "")}";
        var region = peering.AwsRegion is { Length: > 0 } name
            ? $" -AwsRegion {PowerShellLiteral.Argument(name)}" : "";
        return new(names, $"Add-VpcPeering {names}{region}", Grant: null, networks);
    }

    /// <summary>The peering as errors name it.</summary>
    public static PeeringSubject Subject(VpcPeering peering) =>
        new(Name(peering), peering, Pipeline(peering, peering));

    /// <summary>The subject of a request to, or a deletion on, the platform: the same words in plan and run.</summary>
    public static string Target(VpcPeering peering) =>
        $"VPC {peering.VpcName ?? $"{peering.CloudName} {peering.VpcCidr}"} with {peering.AwsVpcId} "
        + $"({peering.AwsAccountId}, {peering.AwsRegion})";

    /// <summary>A step on the peering; what else its sentence names comes after the two networks.</summary>
    public static PeeringStep Step(StepKind kind, VpcPeering peering, string? target = null, params object?[] names) =>
        kind.On(target ?? Target(peering), [peering.VpcLabel, peering.AwsVpcId, .. names]);

    /// <summary>A peering that was not requested yet.</summary>
    /// <param name="vpc">The platform's VPC.</param>
    /// <param name="account">The customer's account.</param>
    /// <param name="region">The customer's region.</param>
    /// <param name="awsVpcId">The customer's VPC.</param>
    public static VpcPeering Of(Vpc vpc, string account, string region, string awsVpcId) => new()
    {
        Platform = vpc.Platform, Project = vpc.Project, VpcId = vpc.VpcId, VpcName = vpc.Name,
        CloudName = vpc.CloudName, VpcRegion = vpc.Region, VpcCidr = vpc.Cidr, Cloud = Cloud.Aws,
        AwsAccountId = account, AwsRegion = region, AwsVpcId = awsVpcId,
        Session = vpc.Session, Changes = vpc.Changes, Planned = vpc.Planned, Plan = vpc.Plan,
    };

    /// <summary>A peering as the platform shows it.</summary>
    public static VpcPeering Of(Vpc vpc, PlatformPeering platformPeering) =>
        Of(vpc, platformPeering.Account,
            platformPeering.Region.Length == 0 ? vpc.Region : platformPeering.Region, platformPeering.Network);

    /// <summary>A peering as the platform is asked for it.</summary>
    public static PlatformPeering ForPlatform(VpcPeering peering) => new()
    {
        Cloud = Cloud.Aws, NetworkId = peering.AwsVpcId ?? "", Account = peering.AwsAccountId ?? "",
        Region = peering.AwsRegion ?? "", Network = peering.AwsVpcId ?? "",
    };

    /// <summary>
    /// What the state of the connection says of the customer's half that was accepted; null if AWS shows none.
    /// </summary>
    public static CustomerHalf HalfOf(string? status) => status switch
    {
        null or Ec2PeeringStates.Deleting => CustomerHalf.Dead,
        _ when Ec2PeeringStates.IsDead(status) => CustomerHalf.Dead,
        Ec2PeeringStates.Active => CustomerHalf.Standing,
        _ => CustomerHalf.Pending,
    };

    /// <summary>The party that must act next, and the command for it.</summary>
    public static string? NextStep(VpcPeering peering, PeeringPhase phase) => phase switch
    {
        PeeringPhase.Active => peering.ConnectionState switch
        {
            null => null,
            "" => HalfGone.NextStep($"{Connection(peering)}, is gone from AWS"),
            var state when HalfOf(state) == CustomerHalf.Dead =>
                HalfGone.NextStep($"{Connection(peering)}, is {state} in AWS"),
            _ => null,
        },
        PeeringPhase.AwaitingCustomer => "Your turn: Approve-VpcPeering accepts the request and adds the routes.",
        PeeringPhase.Working => "Timescale's turn: it is making the request in AWS.",
        PeeringPhase.Failed => "Correct what StateMessage names, then run Add-VpcPeering | Approve-VpcPeering | "
            + "Wait-VpcPeering again.",
        PeeringPhase.Gone => "The peering was deleted. To make it again, run Add-VpcPeering | Approve-VpcPeering | "
            + "Wait-VpcPeering. To give it up, run Undo-VpcPeering.",
        PeeringPhase.Deleting => "Timescale is deleting the peering. To make it again, run Add-VpcPeering | "
            + "Approve-VpcPeering | Wait-VpcPeering.",
        _ => "Add-VpcPeering requests the peering from Timescale.",
    };

    private static string Connection(VpcPeering peering) => $"the connection {peering.AwsPeeringId}".TrimEnd();
}
