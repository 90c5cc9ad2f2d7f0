using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.ManagedService;
using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.TimescaleCloud;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>Makes a VPC, or adopts the one that is there, and waits until it can be used.</summary>
internal sealed class NewVpcStage(NewVpcRequest request, ISink sink) : Stage<NewVpcRequest>(request, sink)
{
    private const int ShortestPrefix = 20;
    private const int LongestPrefix = 24;

    protected override async Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        // Only VPCs of Timescale Cloud have a name.
        if (Request.Name is not null || context.Services.Find<MstApi>() is null)
        {
            Sink.Output(await new TigerVpcMaker(Request, context).MakeAsync(cancel));
            return;
        }

        var range = CheckRange(Request.Cidr);
        IReadOnlyList<string> clouds = [];
        IReadOnlyList<MstVpc> vpcs = [];
        await context.Clock.SideBySideAsync(
            async () => clouds = await context.Mst().ListCloudsAsync(cancel),
            async () => vpcs = await context.Mst().ListVpcsAsync(cancel));
        var cloud = CheckCloud(clouds);
        var runner = new StepRunner(context, plannedBefore: false);
        var existing = MstVpcDecision.Adoptable(vpcs, context.Mst().Project, cloud, range);

        if (existing is null)
        {
            var step = StepCatalogue.CreateVpc.On($"{cloud} {range}");
            var done = await runner.DoAsync(step,
                async () => existing = await CreateAsync(cloud, range, context, cancel), cancel);
            if (!done)
            {
                Sink.Output(new Vpc
                {
                    Platform = PlatformNames.ManagedService, Project = context.Mst().Project, CloudName = cloud,
                    Region = CloudNames.Region(cloud), Cloud = CloudNames.Cloud(cloud),
                    Cidr = range.ToString(), Session = context.Session,
                    Planned = true, Plan = [.. runner.Steps],
                });
                return;
            }
        }
        else
        {
            Sink.Verbose($"VPC {existing.Id} with range {range} is already there in {cloud}; nothing to create.");
        }

        var ready = Request.NoWait || runner.Planning ? existing! : await WaitAsync(existing!, context, cancel);
        Sink.Output(new MstPlatform(context.Mst()).Read(ready) with
        {
            Changes = runner.Planning ? [] : [.. runner.Steps], Planned = runner.Planning,
            Session = context.Session,
        });
    }

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

    private string CheckCloud(IReadOnlyList<string> clouds)
    {
        var wanted = Request.CloudName ?? Request.Region ?? "";
        var matches = clouds
            .Where(name => Same(name, wanted) || Same(CloudNames.Region(name), wanted)).ToArray();
        if (matches is [var only]) return only;

        var near = matches.Length > 1 ? matches : [.. clouds.Where(name => Near(name, wanted)).Take(5)];
        throw Catalogue.CloudUnknown.For(wanted, wanted, near.Length == 0 ? "none" : string.Join(", ", near));
    }

    private static bool Near(string name, string wanted) =>
        wanted.Length > 2 && name.Contains(wanted.Split('-')[^1][..Math.Min(4, wanted.Split('-')[^1].Length)],
            StringComparison.OrdinalIgnoreCase);

    /// <summary>Creates it. After a lost reply the list tells whether it was done.</summary>
    private static async Task<MstVpc> CreateAsync(
        string cloud, AddressRange range, ItemContext context, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (await context.Mst().CreateVpcAsync(cloud, range.ToString(), cancel) is { } made) return made;
            }
            catch (UnknownOutcomeException error)
            {
                if (!context.MayTryAgain(attempt)) throw error.Reported;
            }
            catch (TimescaleVpcException error) when (error.ErrorId == Catalogue.PlatformRejected.Id)
            {
                // A run beside this one may have been faster with the same VPC.
                if (await FindAsync(cloud, range, context, cancel) is { } other) return other;
                throw;
            }

            await context.Clock.DelayAsync(PollIntervals.Work, cancel);
            if (await FindAsync(cloud, range, context, cancel) is { } found) return found;
            // Neither the answer nor the list shows it, whatever the platform says.
            if (!context.MayTryAgain(attempt))
                throw Catalogue.VpcTimeout.For(cloud, $"{cloud} {range}", "not shown", context.Timeout);
        }
    }

    private static async Task<MstVpc?> FindAsync(
        string cloud, AddressRange range, ItemContext context, CancellationToken cancel) =>
        MstVpcDecision.Adoptable(
            await context.Mst().ListVpcsAsync(cancel), context.Mst().Project, cloud, range);

    private async Task<MstVpc> WaitAsync(MstVpc vpc, ItemContext context, CancellationToken cancel)
    {
        var subject = $"VPC {vpc.CloudName}";
        while (!Same(vpc.State, "ACTIVE"))
        {
            if (vpc.IsLeaving) throw Catalogue.VpcFailed.For(vpc.Id, vpc.Id, vpc.State);
            if (context.DeadlinePassed) throw Catalogue.VpcTimeout.For(vpc.Id, vpc.Id, vpc.State, Timeout);
            await context.WaitAsync(PollIntervals.Work, subject, $"{vpc.State}; the platform is building it", cancel);
            vpc = await context.Mst().GetVpcAsync(vpc.Id, cancel)
                ?? throw Catalogue.VpcFailed.For(vpc.Id, vpc.Id, "DELETED");
        }

        context.EndProgress(subject);
        return vpc;
    }
}
