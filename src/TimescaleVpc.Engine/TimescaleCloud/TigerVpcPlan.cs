using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.TimescaleCloud;

/// <summary>A VPC on Timescale Cloud, which its name identifies.</summary>
internal sealed class TigerVpcPlan(
    TigerApi api, TigerPlatform platform, ItemContext context, Vpc plannedVpc, IReadOnlyList<Vpc> vpcs)
    : VpcPlan(platform, plannedVpc, vpcs)
{
    private const int LongestTwin = 5;

    private readonly string name = plannedVpc.Name!;

    public override PeeringStep Step =>
        StepCatalogue.CreateCloudVpc.On($"{name} {Wanted.Cidr} in {Wanted.Region}", name, Wanted.Cidr, Wanted.Region);

    public override string AlreadyThere => $"VPC {name} ({Existing?.VpcId}) is already there; nothing to create.";

    public override IReadOnlyList<Vpc> Neighbours { get; } = vpcs;

    public static async Task<TigerVpcPlan> MakeAsync(
        NewVpcRequest request, TigerApi api, TigerPlatform platform, ItemContext context, CancellationToken cancel)
    {
        var name = request.Name ?? throw Catalogue.VpcNameNeeded.For(request.Cidr);
        // The guide's own example has host bits.
        var range = CheckRange(
            request.Cidr, 16, 28, $"{PlatformNames.Title(platform.Name)} takes IPv4 prefixes", "10.30.0.0/20");
        var plannedVpc = new Vpc
        {
            Name = name, Platform = platform.Name, Project = api.Project, Cloud = Cloud.Aws,
            Region = CheckRegion(request.Region ?? request.CloudName ?? ""), Cidr = range.ToString(),
        };
        return new(api, platform, context, plannedVpc, await platform.ListVpcsAsync(cancel));
    }

    public override void Warn()
    {
        if (!KnownRegions.TimescaleCloud.Contains(Wanted.Region))
        {
            context.Warn(
                WarningCatalogue.RegionUnknown, Wanted.Region,
                NearNames.Of(Wanted.Region, KnownRegions.TimescaleCloud));
        }

        WarnIfOverQuota(Neighbours.Count);
    }

    public override async Task<Vpc?> CreateAsync(CancellationToken cancel)
    {
        try
        {
            var createdVpc = await api.CreateVpcAsync(name, Wanted.Cidr, Wanted.Region, cancel);
            return await WithoutTwinAsync(platform.Read(createdVpc), cancel);
        }
        catch (TigerException error) when (error.IsLimit)
        {
            throw Catalogue.PlatformQuota.Because(error.Refusal, name, $"VPC {name}", "VPCs of the project");
        }
    }

    private static string CheckRegion(string region)
    {
        var text = region.ToLowerInvariant();
        if (text.StartsWith("az-", StringComparison.Ordinal) || !text.Contains('-', StringComparison.Ordinal))
            throw Catalogue.RegionUnsupported.For(region, region, NearNames.Of(text, KnownRegions.TimescaleCloud));

        return text;
    }

    /// <summary>Support can raise a quota, so it is only warned of.</summary>
    private void WarnIfOverQuota(int count)
    {
        int? limit = context.Session.CloudPlan?.ToUpperInvariant() switch
        {
            "FREE" => 0, "PERFORMANCE" => 1, _ => null,
        };
        if (limit is not null && count >= limit)
            context.Warn(WarningCatalogue.PlanQuota, context.Session.CloudPlan, limit, count);
    }

    /// <summary>
    /// The platform takes a second VPC of the same name and range, so two runs at once may make two. Of two runs that
    /// see both, the one with the higher id gives way; one that has not looked again keeps its VPC, and the other one
    /// gives way after a while.
    /// </summary>
    /// <returns>The VPC that stays.</returns>
    private async Task<Vpc> WithoutTwinAsync(Vpc createdVpc, CancellationToken cancel)
    {
        for (var look = 1; ; look++)
        {
            var twin = VpcDecision.Twin(await platform.ListVpcsAsync(cancel), createdVpc);
            if (twin is null) return createdVpc;
            if (look == LongestTwin || string.CompareOrdinal(twin.VpcId, createdVpc.VpcId) < 0)
            {
                context.Sink.Verbose(
                    $"Another run has made VPC {name} as well ({twin.VpcId}); {createdVpc.VpcId} is removed.");
                await new VpcRemoval(context, platform).DeleteAsync(createdVpc.VpcId, name, noWait: true, cancel);
                return twin;
            }

            await context.Clock.DelayAsync(PollIntervals.Work, cancel);
        }
    }
}
