using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.ManagedService;

/// <summary>A VPC on the managed service, which cloud name and range identify.</summary>
internal sealed class MstVpcPlan : IVpcPlan
{
    private const int ShortestPrefix = 20;
    private const int LongestPrefix = 24;

    private readonly MstApi api;
    private readonly MstPlatform platform;
    private readonly ItemContext context;
    private readonly string cloudName;

    private MstVpcPlan(
        MstApi api, MstPlatform platform, ItemContext context, AddressRange range, string cloudName,
        IReadOnlyList<MstVpc> vpcs)
    {
        (this.api, this.platform, this.context, this.cloudName, Range) = (api, platform, context, cloudName, range);
        Existing = Adoptable(vpcs);
    }

    public Vpc Wanted => new()
    {
        Platform = platform.Name, Project = api.Project, CloudName = cloudName, Region = CloudNames.Region(cloudName),
        Cloud = CloudNames.Cloud(cloudName), Cidr = Range.ToString(),
    };

    public AddressRange Range { get; }

    public Vpc? Existing { get; }

    public PeeringStep Step => StepCatalogue.CreateVpc.On($"{cloudName} {Range}");

    public string AlreadyThere =>
        $"VPC {Existing?.VpcId} with range {Range} is already there in {cloudName}; nothing to create.";

    public IReadOnlyList<Vpc> Neighbours => [];

    public static async Task<MstVpcPlan> MakeAsync(
        NewVpcRequest request, MstApi api, MstPlatform platform, ItemContext context, CancellationToken cancel)
    {
        var range = CheckRange(request.Cidr);
        IReadOnlyList<string> clouds = [];
        IReadOnlyList<MstVpc> vpcs = [];
        await context.Clock.SideBySideAsync(
            async () => clouds = await api.ListCloudsAsync(cancel),
            async () => vpcs = await api.ListVpcsAsync(cancel));
        var cloudName = CheckCloud(request.CloudName ?? request.Region ?? "", clouds);
        return new(api, platform, context, range, cloudName, vpcs);
    }

    public void Warn()
    {
        // The platform's documents name no quota that is worth a warning.
    }

    public async Task<Vpc?> CreateAsync(CancellationToken cancel) =>
        await api.CreateVpcAsync(cloudName, Range.ToString(), cancel) is { } createdVpc
            ? platform.Read(createdVpc) : null;

    public async Task<Vpc?> FindAsync(CancellationToken cancel) => Adoptable(await api.ListVpcsAsync(cancel));

    public bool MayBeThere(Exception refusal) =>
        refusal is TimescaleVpcException error && error.ErrorId == Catalogue.PlatformRejected.Id;

    private static AddressRange CheckRange(string text)
    {
        if (!AddressRange.TryParse(text, out var range, out var why))
            throw Catalogue.CidrInvalid.For(text, text, why, "Give an IPv4 network such as 10.200.0.0/24.");
        return range.PrefixLength is >= ShortestPrefix and <= LongestPrefix
            ? range
            : throw Catalogue.CidrInvalid.For(
                text, text, $"the managed service takes prefixes from /{ShortestPrefix} to /{LongestPrefix}.",
                "Choose a prefix length in between.");
    }

    private static string CheckCloud(string cloudName, IReadOnlyList<string> clouds)
    {
        var matches = clouds.Where(name => Same(name, cloudName) || Same(CloudNames.Region(name), cloudName)).ToArray();
        if (matches is [var match]) return match;

        var near = matches.Length > 1 ? matches : [.. clouds.Where(name => Near(name, cloudName)).Take(5)];
        throw Catalogue.CloudUnknown.For(cloudName, cloudName, near.Length == 0 ? "none" : string.Join(", ", near));
    }

    private static bool Near(string name, string cloudName) =>
        cloudName.Length > 2 && name.Contains(cloudName.Split('-')[^1][..Math.Min(4, cloudName.Split('-')[^1].Length)],
            StringComparison.OrdinalIgnoreCase);

    private Vpc? Adoptable(IReadOnlyList<MstVpc> all) =>
        MstVpcDecision.Adoptable(all, api.Project, cloudName, Range) is { } vpc ? platform.Read(vpc) : null;
}
