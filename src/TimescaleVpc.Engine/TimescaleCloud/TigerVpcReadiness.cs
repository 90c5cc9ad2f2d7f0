using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.TimescaleCloud;

/// <summary>
/// Whether a VPC of Timescale Cloud can be used. In the newer form of the API the VPC says so. In the older one a VPC
/// that is being built is listed like any other, and yet "not found" for what one does with it.
/// </summary>
internal sealed class TigerVpcReadiness(TigerApi api, ItemContext context) : IVpcReadiness
{
    /// <summary>The time for which "not found" can mean that the VPC is being built, where it has no status.</summary>
    private static readonly TimeSpan LongestBuild = TimeSpan.FromMinutes(5);

    private DateTimeOffset? buildEnds;

    /// <summary>Refuses a VPC that has failed or is leaving.</summary>
    public void Require(Vpc vpc)
    {
        if (!vpc.Planned) Require(vpc.VpcId, vpc.State);
    }

    /// <summary>Until the VPC says that it is made; at once where it says nothing.</summary>
    public async Task<TigerVpc> UntilCreatedAsync(TigerVpc vpc, CancellationToken cancel)
    {
        var subject = $"VPC {vpc.Name}";
        Require(vpc.Id, vpc.State);
        while (TigerVpcStates.IsBuilding(vpc.State))
        {
            if (context.DeadlinePassed) throw Catalogue.VpcTimeout.For(vpc.Id, vpc.Id, vpc.State, context.Timeout);
            await context.WaitAsync(PollIntervals.Work, subject, $"{vpc.State}; the platform is building it", cancel);
            vpc = await api.GetVpcAsync(vpc.Id, cancel) ?? vpc with { State = TigerVpcStates.Deleted };
            Require(vpc.Id, vpc.State);
        }

        context.EndProgress(subject);
        return vpc;
    }

    /// <summary>The same for a VPC that was found before; a plan does not wait.</summary>
    public async Task UntilUsableAsync(Vpc vpc, CancellationToken cancel)
    {
        Require(vpc);
        if (!vpc.Planned && !context.Sink.Planning)
            await UntilCreatedAsync(
                new TigerVpc(vpc.VpcId, ILabelled.Of(vpc), vpc.Cidr, vpc.Region) { State = vpc.State }, cancel);
    }

    /// <summary>Whether "not found" may mean that the VPC is being built.</summary>
    public async Task<bool> IsBuildingAsync(string vpcId, CancellationToken cancel)
    {
        // In the older form one that is being built may be listed, and yet not be there to read.
        var vpc = await api.GetVpcAsync(vpcId, cancel)
            ?? (await api.ListVpcsAsync(cancel)).FirstOrDefault(item => item.Id == vpcId);
        if (vpc is null) return false;
        Require(vpc.Id, vpc.State);
        return TigerVpcStates.IsBuilding(vpc.State) || IsEarly();
    }

    /// <summary>Whether it is early enough, since this was first asked, for a silent VPC to be unfinished.</summary>
    private bool IsEarly() => context.Clock.Now < (buildEnds ??= context.Clock.Now + LongestBuild);

    private static void Require(string vpcId, string state)
    {
        if (TigerVpcStates.IsUnusable(state)) throw Catalogue.VpcFailed.For(vpcId, vpcId, state);
    }
}
