using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.TimescaleCloud;

/// <summary>
/// Makes a VPC on Timescale Cloud, or adopts the one that is there, and waits until the VPC says that it is made. In
/// the older form of the API it says nothing: what can be waited for is that it is listed and answers; what needs it
/// ready repeats a "not found" for some minutes.
/// </summary>
internal sealed class TigerVpcMaker(NewVpcRequest request, ItemContext context)
{
    private const int ShortestPrefix = 16;
    private const int LongestPrefix = 28;
    private const int LongestTwin = 5;

    public async Task<Vpc> MakeAsync(CancellationToken cancel)
    {
        var name = request.Name ?? throw Catalogue.VpcNameNeeded.For(request.Cidr);
        var range = CheckRange(request.Cidr);
        var region = CheckRegion(request.Region ?? request.CloudName ?? "");
        var all = await context.Tiger().ListVpcsAsync(cancel);
        var runner = new StepRunner(context, plannedBefore: false);
        var existing = Adoptable(all, name, range, region);

        if (existing is null)
        {
            await RequireNoPeerOverlapAsync(all, range, cancel);
            if (!KnownRegions.TimescaleCloud.Contains(region)) context.Warn(WarningCatalogue.RegionUnknown, region);
            WarnIfOverQuota(all.Count);
            var step = StepCatalogue.CreateCloudVpc.On($"{name} {range} in {region}");
            var done = await runner.DoAsync(
                step, async () => existing = await CreateAsync(name, range, region, cancel), cancel);
            if (!done)
            {
                return new Vpc
                {
                    Name = name, Platform = PlatformNames.TimescaleCloud, Project = context.Tiger().Project,
                    Region = region, Cloud = Cloud.Aws,
                    Cidr = range.ToString(), Session = context.Session, Planned = true, Plan = [.. runner.Steps],
                };
            }
        }
        else
        {
            context.Sink.Verbose($"VPC {name} ({existing.Id}) is already there; nothing to create.");
        }

        var ready = request.NoWait || runner.Planning ? existing! : await UntilReadyAsync(existing!, cancel);
        return TigerPlatform.Read(ready, context.Tiger().Project) with
        {
            Changes = runner.Planning ? [] : [.. runner.Steps], Planned = runner.Planning, Session = context.Session,
        };
    }

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

    private TigerVpc? Adoptable(IReadOnlyList<TigerVpc> all, string name, AddressRange range, string region) =>
        TigerVpcDecision.Adoptable(all, context.Tiger().Project, name, range, region);

    /// <summary>The AWS VPCs that the project is peered with are likely to be peered with this VPC, too.</summary>
    private async Task RequireNoPeerOverlapAsync(IReadOnlyList<TigerVpc> all, AddressRange range,
        CancellationToken cancel)
    {
        var peers = new HashSet<(string Region, string Id)>();
        foreach (var vpc in all)
        {
            foreach (var peering in await context.Tiger().ListPeeringsAsync(vpc.Id, cancel) ?? [])
                peers.Add((peering.Region, peering.PeerVpcId));
        }

        foreach (var (region, id) in peers)
        {
            foreach (var text in await RangesAsync(region, id, cancel))
            {
                if (AddressRange.TryParse(text, out var other, out _) && other.Overlaps(range))
                    throw Catalogue.VpcOverlap.For(range.ToString(), range, other,
                        $"{id}, an AWS VPC that the project is peered with,");
            }
        }
    }

    /// <summary>The ranges of an AWS VPC; none where the AWS sign-in does not show it.</summary>
    private async Task<IReadOnlyList<string>> RangesAsync(string region, string id, CancellationToken cancel)
    {
        try
        {
            return (await new AwsVpcFinder(context).FindAsync(new AwsVpcRef(null, id), region, account: null, cancel))
                .CidrBlocks;
        }
        catch (Exception error) when (error is TimescaleVpcException or Ec2Exception)
        {
            context.Sink.Verbose($"The ranges of {id} are not known: {error.Message}");
            return [];
        }
    }

    /// <summary>Support can raise a quota, so it is only warned of.</summary>
    private void WarnIfOverQuota(int count)
    {
        int? limit = context.Session.CloudPlan?.ToUpperInvariant() switch { "FREE" => 0, "PERFORMANCE" => 1,
            _ => null };
        if (limit is not null && count >= limit)
            context.Warn(WarningCatalogue.PlanQuota, context.Session.CloudPlan, limit, count);
    }

    private async Task<TigerVpc> CreateAsync(string name, AddressRange range, string region, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await WithoutTwinAsync(
                    await context.Tiger().CreateVpcAsync(name, range.ToString(), region, cancel), cancel);
            }
            catch (UnknownOutcomeException error)
            {
                // A create is not repeated blindly: the list tells whether it was done.
                if (!context.MayTryAgain(attempt)) throw error.Reported;
            }
            catch (TigerException error) when (error.IsLimit)
            {
                throw Catalogue.PlatformQuota.Because(error.Refusal, name, $"VPC {name}");
            }

            await context.Clock.DelayAsync(PollIntervals.Work, cancel);
            if (Adoptable(await context.Tiger().ListVpcsAsync(cancel), name, range, region) is { } found) return found;
        }
    }

    /// <summary>
    /// The platform takes a second VPC of the same name and range, so two runs at once may make two. Of two runs that
    /// see both, the one with the higher id gives way; one that has not looked again keeps its VPC, and the other one
    /// gives way after a while.
    /// </summary>
    /// <returns>The VPC that stays.</returns>
    private async Task<TigerVpc> WithoutTwinAsync(TigerVpc made, CancellationToken cancel)
    {
        for (var look = 1; ; look++)
        {
            var twin = TigerVpcDecision.Twin(await context.Tiger().ListVpcsAsync(cancel), made);
            if (twin is null) return made;
            if (look == LongestTwin || string.CompareOrdinal(twin.Id, made.Id) < 0)
            {
                context.Sink.Verbose(
                    $"Another run has made VPC {made.Name} as well ({twin.Id}); {made.Id} is removed.");
                await new TigerVpcChanger(context).DeleteAsync(made.Id, made.Name, noWait: true, cancel);
                return twin;
            }

            await context.Clock.DelayAsync(PollIntervals.Work, cancel);
        }
    }

    private async Task<TigerVpc> UntilReadyAsync(TigerVpc vpc, CancellationToken cancel)
    {
        if (vpc.State.Length > 0) return await new TigerVpcReadiness(context).UntilCreatedAsync(vpc, cancel);

        var subject = $"VPC {vpc.Name}";
        while (await context.Tiger().ListPeeringsAsync(vpc.Id, cancel) is null)
        {
            if (context.DeadlinePassed) throw Catalogue.VpcTimeout.For(vpc.Id, vpc.Id, "not ready", context.Timeout);
            await context.WaitAsync(PollIntervals.Work, subject, "the platform is building it", cancel);
        }

        context.EndProgress(subject);
        return vpc;
    }
}
