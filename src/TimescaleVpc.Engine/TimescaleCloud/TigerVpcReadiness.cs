using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.TimescaleCloud;

/// <summary>
/// Whether a VPC of Timescale Cloud can be used. In the newer form of the API the VPC says so. In the older one a VPC
/// that is being built is listed like any other, and yet "not found" for what one does with it.
/// </summary>
internal sealed class TigerVpcReadiness(IPlatform platform, ItemContext context) : IVpcReadiness
{
    /// <summary>The time for which "not found" can mean that the VPC is being built, where it has no status.</summary>
    private static readonly TimeSpan LongestBuild = TimeSpan.FromMinutes(5);

    private DateTimeOffset? buildEnds;

    /// <summary>Refuses a VPC that has failed or is leaving; one that is being built is waited for later.</summary>
    public void Require(Vpc vpc)
    {
        if (!vpc.Planned) VpcWait.Require(vpc, platform);
    }

    /// <summary>Until the VPC says that it is made; a plan does not wait.</summary>
    public async Task UntilUsableAsync(Vpc vpc, CancellationToken cancel)
    {
        Require(vpc);
        if (!vpc.Planned && !context.Sink.Planning) await VpcWait.UntilUsableAsync(vpc, platform, context, cancel);
    }

    /// <summary>Whether "not found" may mean that the VPC is being built.</summary>
    public async Task<bool> IsBuildingAsync(string vpcId, CancellationToken cancel)
    {
        // In the older form one that is being built may be listed, and yet not be there to read.
        var vpc = await platform.GetVpcAsync(vpcId, cancel)
            ?? (await platform.ListVpcsAsync(cancel)).FirstOrDefault(item => item.VpcId == vpcId);
        return vpc is not null && (VpcWait.Require(vpc, platform) == VpcPhase.Building || IsEarly());
    }

    /// <summary>Whether it is early enough, since this was first asked, for a silent VPC to be unfinished.</summary>
    private bool IsEarly() => context.Clock.Now < (buildEnds ??= context.Clock.Now + LongestBuild);
}
