using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.ManagedService;

/// <summary>A VPC on the managed service, which cloud name and range identify.</summary>
internal sealed class MstVpcPlan(
    MstApi api, MstPlatform platform, Vpc plannedVpc, IReadOnlyList<Vpc> vpcs) : VpcPlan(platform, plannedVpc, vpcs)
{
    public override PeeringStep Step =>
        StepCatalogue.CreateVpc.On($"{Wanted.CloudName} {Wanted.Cidr}", Wanted.CloudName, Wanted.Cidr);

    public override string AlreadyThere =>
        $"VPC {Existing?.VpcId} with range {Wanted.Cidr} is already there in {Wanted.CloudName}; nothing to create.";

    public static async Task<MstVpcPlan> MakeAsync(
        NewVpcRequest request, MstApi api, MstPlatform platform, ItemContext context, CancellationToken cancel)
    {
        var range = CheckRange(
            request.Cidr, 20, 24, $"{PlatformNames.Title(platform.Name)} takes prefixes", "10.200.0.0/24");
        var (clouds, vpcs) = await context.Clock.BothAsync(
            () => api.ListCloudsAsync(cancel), () => platform.ListVpcsAsync(cancel));
        var cloudName = CheckCloud(request.CloudName ?? request.Region ?? "", clouds);
        var plannedVpc = new Vpc
        {
            Platform = platform.Name, Project = api.Project, CloudName = cloudName,
            Region = CloudNames.Region(cloudName), Cloud = CloudNames.Cloud(cloudName), Cidr = range.ToString(),
        };
        return new(api, platform, plannedVpc, vpcs);
    }

    public override Task<Vpc?> CreateAsync(CancellationToken cancel) =>
        api.CreateVpcAsync(Wanted.CloudName!, Wanted.Cidr, cancel);

    public override bool MayBeThere(Exception refusal) =>
        refusal is TimescaleVpcException error && error.ErrorId == Catalogue.PlatformRejected.Id;

    private static string CheckCloud(string cloudName, IReadOnlyList<string> clouds)
    {
        var matches = clouds.Where(name => Same(name, cloudName) || Same(CloudNames.Region(name), cloudName)).ToArray();
        if (matches is [var match]) return match;

        throw Catalogue.CloudUnknown.For(
            cloudName, cloudName, NearNames.Of(cloudName, matches.Length > 1 ? matches : clouds));
    }
}
