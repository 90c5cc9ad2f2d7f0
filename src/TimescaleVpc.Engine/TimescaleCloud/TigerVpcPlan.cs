using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.TimescaleCloud;

/// <summary>A VPC on Timescale Cloud, which its name identifies.</summary>
internal sealed class TigerVpcPlan : IVpcPlan
{
    private const int ShortestPrefix = 16;
    private const int LongestPrefix = 28;
    private const int LongestTwin = 5;

    private readonly TigerApi api;
    private readonly TigerPlatform platform;
    private readonly ItemContext context;
    private readonly IReadOnlyList<TigerVpc> vpcs;
    private readonly string name;
    private readonly string region;

    private TigerVpcPlan(
        TigerApi api, TigerPlatform platform, ItemContext context, string name, AddressRange range, string region,
        IReadOnlyList<TigerVpc> vpcs)
    {
        (this.api, this.platform, this.context, this.vpcs) = (api, platform, context, vpcs);
        (this.name, this.region, Range) = (name, region, range);
        Existing = Adoptable(vpcs);
    }

    public Vpc Wanted => new()
    {
        Name = name, Platform = platform.Name, Project = api.Project, Region = region, Cloud = Cloud.Aws,
        Cidr = Range.ToString(),
    };

    public AddressRange Range { get; }

    public Vpc? Existing { get; }

    public PeeringStep Step => StepCatalogue.CreateCloudVpc.On($"{name} {Range} in {region}");

    public string AlreadyThere => $"VPC {name} ({Existing?.VpcId}) is already there; nothing to create.";

    public IReadOnlyList<Vpc> Neighbours => [.. vpcs.Select(platform.Read)];

    public static async Task<TigerVpcPlan> MakeAsync(
        NewVpcRequest request, TigerApi api, TigerPlatform platform, ItemContext context, CancellationToken cancel)
    {
        var name = request.Name ?? throw Catalogue.VpcNameNeeded.For(request.Cidr);
        var range = CheckRange(request.Cidr);
        var region = CheckRegion(request.Region ?? request.CloudName ?? "");
        return new(api, platform, context, name, range, region, await api.ListVpcsAsync(cancel));
    }

    public void Warn()
    {
        if (!KnownRegions.TimescaleCloud.Contains(region)) context.Warn(WarningCatalogue.RegionUnknown, region);
        WarnIfOverQuota(vpcs.Count);
    }

    public async Task<Vpc?> CreateAsync(CancellationToken cancel)
    {
        try
        {
            return platform.Read(await WithoutTwinAsync(
                await api.CreateVpcAsync(name, Range.ToString(), region, cancel), cancel));
        }
        catch (TigerException error) when (error.IsLimit)
        {
            throw Catalogue.PlatformQuota.Because(error.Refusal, name, $"VPC {name}");
        }
    }

    public async Task<Vpc?> FindAsync(CancellationToken cancel) => Adoptable(await api.ListVpcsAsync(cancel));

    public bool MayBeThere(Exception refusal) => false;

    private static AddressRange CheckRange(string text)
    {
        // The guide's own example has host bits: the message then names the network that is meant.
        if (!AddressRange.TryParse(text, out var range, out var why))
            throw Catalogue.CidrInvalid.For(text, text, why, "Give an IPv4 network such as 10.30.0.0/20.");
        return range.PrefixLength is >= ShortestPrefix and <= LongestPrefix && !range.ToString()
            .Contains(':', StringComparison.Ordinal)
            ? range
            : throw Catalogue.CidrInvalid.For(
                text, text, $"Timescale Cloud takes IPv4 prefixes from /{ShortestPrefix} to /{LongestPrefix}.",
                "Choose a prefix length in between.");
    }

    private static string CheckRegion(string region)
    {
        var text = region.ToLowerInvariant();
        if (text.StartsWith("az-", StringComparison.Ordinal) || !text.Contains('-', StringComparison.Ordinal))
            throw Catalogue.RegionUnsupported.For(region, region);
        return text;
    }

    private Vpc? Adoptable(IReadOnlyList<TigerVpc> all) =>
        TigerVpcDecision.Adoptable(all, api.Project, name, Range, region) is { } vpc ? platform.Read(vpc) : null;

    /// <summary>Support can raise a quota, so it is only warned of.</summary>
    private void WarnIfOverQuota(int count)
    {
        int? limit = context.Session.CloudPlan?.ToUpperInvariant() switch { "FREE" => 0, "PERFORMANCE" => 1,
            _ => null };
        if (limit is not null && count >= limit)
            context.Warn(WarningCatalogue.PlanQuota, context.Session.CloudPlan, limit, count);
    }

    /// <summary>
    /// The platform takes a second VPC of the same name and range, so two runs at once may make two. Of two runs that
    /// see both, the one with the higher id gives way; one that has not looked again keeps its VPC, and the other one
    /// gives way after a while.
    /// </summary>
    /// <returns>The VPC that stays.</returns>
    private async Task<TigerVpc> WithoutTwinAsync(TigerVpc createdVpc, CancellationToken cancel)
    {
        for (var look = 1; ; look++)
        {
            var twin = TigerVpcDecision.Twin(await api.ListVpcsAsync(cancel), createdVpc);
            if (twin is null) return createdVpc;
            if (look == LongestTwin || string.CompareOrdinal(twin.Id, createdVpc.Id) < 0)
            {
                context.Sink.Verbose(
                    $"Another run has made VPC {createdVpc.Name} as well ({twin.Id}); {createdVpc.Id} is removed.");
                await new VpcRemoval(context, platform)
                    .DeleteAsync(createdVpc.Id, createdVpc.Name, noWait: true, cancel);
                return twin;
            }

            await context.Clock.DelayAsync(PollIntervals.Work, cancel);
        }
    }
}
