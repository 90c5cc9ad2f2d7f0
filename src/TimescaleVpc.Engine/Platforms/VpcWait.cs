using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Platforms;

/// <summary>Waits for VPCs whose platform tells how they are.</summary>
internal static class VpcWait
{
    /// <summary>Until the VPC says that it is made; at once where it says nothing.</summary>
    /// <exception cref="TimescaleVpcException">It has failed, or is being deleted, or the time is over.</exception>
    public static async Task<Vpc> UntilUsableAsync(
        Vpc vpc, IPlatform platform, ItemContext context, CancellationToken cancel)
    {
        var subject = $"VPC {ILabelled.Of(vpc)}";
        while (Require(vpc, platform) == VpcPhase.Building)
        {
            if (context.DeadlinePassed)
                throw Catalogue.VpcTimeout.For(vpc.VpcId, vpc, vpc.State, context.Timeout);
            await context.WaitAsync(
                PollIntervals.Work, subject, $"{vpc.State}; Timescale is building it", cancel, UsualTimes.Vpc);
            vpc = await platform.GetVpcAsync(vpc.VpcId, cancel) ?? vpc with { State = "DELETED" };
        }

        context.EndProgress(subject);
        return vpc;
    }

    /// <summary>Refuses a VPC that does not become usable.</summary>
    public static VpcPhase Require(Vpc vpc, IPlatform platform) => platform.Phase(vpc.State) switch
    {
        VpcPhase.Failed or VpcPhase.Deleting or VpcPhase.Deleted =>
            throw Catalogue.VpcFailed.For(vpc.VpcId, vpc, vpc.State),
        var phase => phase,
    };
}
