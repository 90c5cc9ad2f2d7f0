using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Platforms;

/// <summary>Whether a platform's VPCs can be used, for the work on one item.</summary>
internal sealed class VpcReadiness(IPlatform platform, ItemContext context)
{
    /// <summary>The time for which "not found" can mean that the VPC is being built, where it has no status.</summary>
    private static readonly TimeSpan LongestBuild = TimeSpan.FromMinutes(5);

    private DateTimeOffset? buildEnds;

    /// <summary>Refuses a VPC that does not become usable.</summary>
    public static VpcPhase Require(Vpc vpc) => vpc.Phase switch
    {
        VpcPhase.Failed or VpcPhase.Deleting or VpcPhase.Deleted =>
            throw Catalogue.VpcFailed.For(vpc.VpcId, vpc, vpc.State),
        var phase => phase,
    };

    /// <summary>
    /// As <see cref="UntilMadeAsync"/>, where a VPC that is being built cannot be used; a plan does not wait.
    /// </summary>
    public async Task UntilUsableAsync(Vpc vpc, CancellationToken cancel)
    {
        if (!platform.HidesUnfinishedVpcs) return;
        platform.RequireUsable(vpc);
        if (!vpc.Planned && !context.Sink.Planning) await UntilMadeAsync(vpc, cancel);
    }

    /// <summary>Until the VPC says that it is made; at once where it says nothing.</summary>
    /// <exception cref="TimescaleVpcException">It has failed, or is being deleted, or the time is over.</exception>
    public async Task<Vpc> UntilMadeAsync(Vpc vpc, CancellationToken cancel)
    {
        var subject = $"VPC {ILabelled.Of(vpc)}";
        while (Require(vpc) == VpcPhase.Building)
        {
            if (context.DeadlinePassed)
                throw Catalogue.VpcTimeout.For(vpc.VpcId, vpc, vpc.State, context.Timeout);
            var waitBegan = context.Clock.Now;
            await context.WaitAsync(
                PollIntervals.Work, subject, $"{vpc.State}; Timescale is building it", cancel, UsualTimes.Vpc);
            vpc = await platform.GetVpcAsync(vpc.VpcId, cancel, waitBegan)
                ?? throw Catalogue.VpcFailed.For(vpc.VpcId, vpc, "DELETED");
        }

        context.EndProgress(subject);
        return vpc;
    }

    /// <summary>The work of the platform after which what it has refused may be asked again.</summary>
    /// <param name="refusal">What it has said of a VPC that is not there or not ready, or is being changed.</param>
    /// <param name="vpcId">The VPC that was to be used; null if none was.</param>
    /// <param name="cancel">Stops the requests.</param>
    /// <returns>Null if the refusal does not pass by itself.</returns>
    public async Task<string?> ObstacleAsync(PlatformException refusal, string? vpcId, CancellationToken cancel) =>
        !refusal.IsNotFound ? refusal.IsBusy ? "Timescale is busy with an earlier change" : null
        : vpcId is not null && await IsBuildingAsync(vpcId, cancel) ? "Timescale is building its VPC" : null;

    /// <summary>Whether "not found" may mean that the VPC is being built.</summary>
    private async Task<bool> IsBuildingAsync(string vpcId, CancellationToken cancel)
    {
        if (!platform.HidesUnfinishedVpcs) return false;

        // In the older form of the API one that is being built may be listed, and yet not be there to read.
        var vpc = await platform.GetVpcAsync(vpcId, cancel)
            ?? (await platform.ListVpcsAsync(cancel)).FirstOrDefault(item => item.VpcId == vpcId);
        return vpc is not null && (Require(vpc) == VpcPhase.Building || IsEarly());
    }

    /// <summary>Whether it is early enough, since this was first asked, for a silent VPC to be unfinished.</summary>
    private bool IsEarly() => context.Clock.Now < (buildEnds ??= context.Clock.Now + LongestBuild);
}
