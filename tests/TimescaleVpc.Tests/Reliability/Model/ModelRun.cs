using TimescaleVpc.Tests.Diagnosis;
using TimescaleVpc.Tests.Scenarios;

namespace TimescaleVpc.Tests.Reliability.Model;

/// <summary>
/// Plays a story and keeps what must be true of it: which peerings are active, which pairs were touched, and what was
/// not made by us. That is the whole model; everything else is read off the world.
/// </summary>
internal sealed class ModelRun
{
    private static readonly TimeSpan[] Times =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(20), TimeSpan.FromHours(2), TimeSpan.FromDays(8)];

    private static readonly SandboxFault[] Faults =
    [
        new() { Status = 503, RetryAfter = 5 }, new() { Status = 429, RetryAfter = 30 },
        new() { Wire = "LoseReply" }, new() { Wire = "LoseRequest" },
    ];

    private static readonly string[] Regions = ["us-east-1", "eu-west-1"];

    private readonly Cloud cloud;
    private readonly WatchedWorld world = new();
    private readonly Run[] runs;
    private readonly HashSet<string> foreignIds;
    private readonly HashSet<Pair> active = [];
    private readonly HashSet<Pair> touched = [];
    private readonly Dictionary<Pair, VpcPeering> written = [];
    private readonly DateTime start;
    private readonly List<string> leaving = [];
    private DateTime settled;
    private bool hasForced;
    private readonly string[] strangers;

    private Run run;

    private ModelRun(Cloud cloud)
    {
        (this.cloud, start) = (cloud, world.Clock.UtcNow);
        // One session is in the region of the first network, the other one in that of the second.
        runs = [.. Regions.Select((region, index) => new Run(world, new Judge())
        {
            SignIn = new() { SessionId = index + 1, AwsRegion = region },
        })];
        run = runs[0];
        foreignIds = Atoms.Of(world.Inventory());
        strangers = [.. world.Items("Aws.Peering").Where(Atoms.IsStranger).Select(item => item.Id)];
    }

    /// <summary>Plays all acts, and then undoes what they left.</summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="acts">The acts.</param>
    /// <param name="explains">Whether findings have to explain the end, and their commands to repair it.</param>
    /// <returns>How many stages ran.</returns>
    public static async Task<int> PlayAsync(Cloud cloud, IEnumerable<Act> acts, bool explains)
    {
        var story = new ModelRun(cloud);
        foreach (var act in acts)
        {
            await story.PlayAsync(act);
            story.Check();
        }

        if (explains) await story.ExplainAsync();
        await story.CleanAsync();
        return story.runs.Sum(run => run.Cmdlets.Count);
    }

    private Task PlayAsync(Act act)
    {
        var pair = cloud.Pairs[act.Pair];
        switch (act.Verb)
        {
            case Verb.Time:
                return PassAsync(Times[act.Detail % Times.Length]);
            case Verb.Outside:
                return ChangeAsync(pair, act.Detail);
            case Verb.Fault:
                var kinds = world.RequestKinds;
                return run.PlayAsync(new InjectedFault(Faults[act.Detail % Faults.Length] with
                {
                    Kind = kinds[(act.Detail * 7 + act.Pair) % kinds.Length],
                }));
            case Verb.Pipeline or Verb.Twice:
                return PipelineAsync(pair, act);
            case Verb.Undo:
                return UndoAsync(pair, Item(pair, act), act.Plans);
            case Verb.Service or Verb.Public:
                return MoveAsync(pair, act);
            default:
                return OneAsync(pair, act);
        }
    }

    private async Task PassAsync(TimeSpan span)
    {
        await run.PlayAsync(new Passing(span));
        foreignIds.IntersectWith(Atoms.Of(world.Inventory()));
    }

    /// <summary>One cmdlet on one object.</summary>
    /// <returns>What it emitted.</returns>
    private async Task<object[]> CmdletAsync(StageRequest request, object? item, bool plans)
    {
        await run.PlayAsync(Pipeline.Of(item, request) with { Plans = plans });
        Assert.True(world.Items("Entra.Credential").Length == 0 || run.Cmdlets[^1].Said.Warnings.Any(text =>
            text.Contains("could not be removed", StringComparison.Ordinal)), "A live credential");
        return [.. run.Outputs];
    }

    private TimescaleVpcException[] Errors => [.. run.Cmdlets[^1].Said.Errors];

    private async Task PipelineAsync(Pair pair, Act act)
    {
        if (!await PipelineAsync(pair, act.Plans) || act.Plans) return;
        Assert.True(cloud.Stands(pair, world), "The pipeline has ended, and the peering does not stand.");
        if (world.Clock.UtcNow > settled) active.Add(pair);
        // What was done from outside may still be coming to light: then there is something to repair.
        if (act.Verb != Verb.Twice || world.Clock.UtcNow <= settled) return;
        // What was just made is not listed everywhere yet; asking for it again would change nothing, but it would be
        // asked.
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        var mutations = world.Requests.Count(request => request.Mutates);
        Assert.True(await PipelineAsync(pair, false), $"The second run fails: {Errors.FirstOrDefault()}");
        Assert.Empty(world.Requests.Where(request => request.Mutates).Skip(mutations).Select(request => $"{request}"));
    }

    /// <returns>True if something came out of the last stage.</returns>
    private async Task<bool> PipelineAsync(Pair pair, bool plans)
    {
        object[] items = [null!];
        if (!plans) touched.Add(pair);
        foreach (var step in cloud.Pipeline(pair))
        {
            var inputs = step.Take is { } take ? items.SelectMany(take).ToArray() : items;
            items = await StageAsync(pair, step.Request, inputs[0], plans);
            if (items.Length == 0) return false;
        }

        return true;
    }

    private async Task OneAsync(Pair pair, Act act)
    {
        var vpc = new VpcRef(null, pair.Vpc);
        var (request, item) = act.Verb switch
        {
            Verb.Get => (new GetPeeringRequest(), null),
            Verb.New or Verb.Grant or Verb.Add when !act.Stale => First(pair, act.Verb),
            Verb.Add => (new AddPeeringRequest(), Item(pair, act)),
            Verb.Approve => (new ApprovePeeringRequest(), Item(pair, act)),
            Verb.Egress => (new GrantEgressRequest(), written.GetValueOrDefault(pair)),
            Verb.Wait => (new WaitPeeringRequest(), Item(pair, act)),
            Verb.Update => (new UpdatePeeringRequest { Force = true }, written.GetValueOrDefault(pair)),
            Verb.RevokeEgress => (new RevokeEgressRequest(), written.GetValueOrDefault(pair)),
            Verb.Revoke when act.Stale => (new RevokePeerRoleRequest { Force = act.Detail % 4 == 3 },
                written.GetValueOrDefault(pair)),
            Verb.Revoke => (new RevokePeerRoleRequest { Force = act.Detail % 4 == 3 },
                new PeerPair(vpc, new VNetRef(null, pair.Network))),
            Verb.Remove => (new RemovePeeringRequest(), Item(pair, act)),
            Verb.RemoveVpc => (new RemoveVpcRequest(), vpc),
            _ => ((StageRequest?)null, (object?)null),
        };
        // Without an earlier object there is nothing that a pipeline could hand on.
        if (request is null || item is null && act.Verb is not (Verb.Get or Verb.New)) return;

        if (!act.Plans && act.Verb is not (Verb.Get or Verb.Wait)) touched.Add(pair);
        hasForced |= request is RevokePeerRoleRequest { Force: true };
        if (!act.Plans && act.Verb is Verb.Remove or Verb.Revoke or Verb.Update) active.Remove(pair);
        if (!act.Plans && act.Verb == Verb.RemoveVpc) active.RemoveWhere(other => other.Vpc == pair.Vpc);
        await StageAsync(pair, request, item, act.Plans);
    }

    /// <summary>The stages that take a VPC or a pair, as the pipeline has them.</summary>
    private (StageRequest?, object?) First(Pair pair, Verb verb)
    {
        var (vpc, isAws) = (new VpcRef(null, pair.Vpc), cloud is AwsCloud);
        return (verb, isAws) switch
        {
            (Verb.New, true) => (cloud.Pipeline(pair)[0].Request, null),
            (Verb.Grant, false) =>
                (cloud.Pipeline(pair)[1].Request, new PeerPair(vpc, new VNetRef(null, pair.Network))),
            (Verb.Add, true) =>
                (cloud.Pipeline(pair)[1].Request, new AwsPeerPair(vpc, new AwsVpcRef(null, pair.Network))),
            (Verb.Add, false) => (new AddPeeringRequest(), Cloud.Named(pair)),
            _ => (null, null),
        };
    }

    private async Task MoveAsync(Pair pair, Act act)
    {
        var request = new SetServiceRequest
        {
            Service = [cloud.Service], Public = act.Verb == Verb.Public, Force = true,
        };
        var item = act.Verb == Verb.Public ? null : (object?)written.GetValueOrDefault(pair);
        if (act.Verb == Verb.Service && item is null) item = new VpcRef(null, pair.Vpc);
        var outputs = await CmdletAsync(request, item, act.Plans);
        // What another party has just begun is not shown yet.
        if (world.Clock.UtcNow <= settled) return;
        foreach (var service in outputs.OfType<ServiceVpc>().Where(service => !service.Planned))
        {
            var shownItem = world.Inventory().Single(one => one.Kind.EndsWith(".Service", StringComparison.Ordinal)
                && one.Name == service.Service);
            Assert.Equal(service.VpcId ?? "", shownItem.Get("vpc") ?? "");
            Assert.Equal(act.Verb == Verb.Public, service.VpcId is null);
        }
    }

    private async Task UndoAsync(Pair pair, object item, bool plans)
    {
        if (!plans) active.Remove(pair);
        var isPlan = plans || Judge.IsPlanned(item);
        var outputs = await CmdletAsync(new UndoPeeringRequest { IncludeService = true }, item, plans);
        if (isPlan || outputs is not [PeeringUndo { IsComplete: true }]) return;
        touched.Remove(pair);
        Assert.Empty(cloud.LeftOf(pair, world, foreignIds));
        if (touched.Count == 0) CheckClean();
    }

    private async Task<object[]> StageAsync(Pair pair, StageRequest request, object? item, bool plans)
    {
        var outputs = await CmdletAsync(request, item, plans);
        foreach (var peering in outputs.OfType<VpcPeering>())
        {
            if (request is WaitPeeringRequest && !peering.Planned)
            {
                Assert.Equal("ACTIVE", peering.State);
                Assert.True(cloud.Stands(pair, world), $"{peering} does not stand; it is said to be ACTIVE.");
            }

            if (request is GetPeeringRequest && peering.Leftovers.Length == 0) CheckShown(peering);
            if (request is not GetPeeringRequest) written[pair] = peering;
        }

        if (request is GetPeeringRequest && active.Count > 0)
            Assert.Superset(active, outputs.OfType<VpcPeering>().Where(peering => peering.State == "ACTIVE")
                .Select(PairOf).OfType<Pair>().ToHashSet());
        return outputs;
    }

    /// <summary>A peering that is known to be active is shown so, with our half.</summary>
    private void CheckShown(VpcPeering peering)
    {
        if (PairOf(peering) is not { } pair || !active.Contains(pair)) return;
        Assert.Equal("ACTIVE", peering.State);
        if (peering.VNetId is not null) Assert.Equal("Connected", peering.LinkState);
    }

    private Pair? PairOf(VpcPeering peering) => cloud.Pairs.FirstOrDefault(pair =>
        pair.Vpc == (peering.VpcName ?? peering.CloudName)
        && pair.Network.Equals(peering.AwsVpcId ?? $"{peering.ResourceGroupName}/{peering.VNetName}",
            StringComparison.OrdinalIgnoreCase));

    private object Item(Pair pair, Act act) =>
        act.Stale && written.GetValueOrDefault(pair) is { } earlier ? earlier : Cloud.Named(pair);

    /// <summary>
    /// Changes the world from outside. Added objects are foreign; removed ones have no owner any more.
    /// </summary>
    private async Task ChangeAsync(Pair pair, int detail)
    {
        var all = cloud.Outside(pair, world, item => foreignIds.Contains($"{item.Kind} {item.Id}"));
        var (change, target) = all[detail % all.Length];
        if (target is null) return;
        var before = Atoms.Of(world.Inventory());
        try
        {
            await run.PlayAsync(new Outside(change, target));
        }
        catch (ArgumentException)
        {
            // There is nothing that it could happen to.
            return;
        }

        var after = Atoms.Of(world.Inventory());
        foreignIds.IntersectWith(after);
        if (change is "AddVNetRange" or "AddVpcCidr" or "AddRoute")
        {
            // A link is ours, although its level of sync is another one then.
            foreignIds.UnionWith(after.Except(before)
                .Where(atom => !atom.StartsWith("Arm.Peering ", StringComparison.Ordinal)));
        }

        active.Clear();
        settled = world.Clock.UtcNow + TimeSpan.FromMinutes(2);
        if (!change.StartsWith("Delete", StringComparison.Ordinal)) return;
        // What the platform takes away goes in its own time, and is shown until then.
        if (change is "DeleteVpc" or "DeleteCloudVpc") leaving.Add(target);
        foreignIds.RemoveWhere(IsLeaving);
    }

    /// <summary>What must be true after each act.</summary>
    private void Check()
    {
        var now = Atoms.Of(world.Inventory());
        foreignIds.RemoveWhere(atom => atom.StartsWith("Mst.Vpc ", StringComparison.Ordinal)
            && atom.EndsWith(": state=ACTIVE", StringComparison.Ordinal) && !now.Contains(atom));
        Assert.Empty(foreignIds.Except(now));
        Assert.Empty(cloud.Unique(world, foreignIds).GroupBy(text => text).Where(group => group.Count() > 1)
            .Select(group => group.Key));
        foreach (var pair in active) Assert.True(cloud.Stands(pair, world), $"{pair} stood, and nobody took it down.");
        CheckStrangers();
    }

    /// <summary>Requests of strangers are neither accepted nor rejected, nor marked; after a week they end.</summary>
    private void CheckStrangers()
    {
        var shownItems = world.Items("Aws.Peering").Where(Atoms.IsStranger).ToArray();
        foreach (var item in shownItems)
        {
            Assert.Contains(item.Get("status"), new[] { "pending-acceptance", "expired" });
            Assert.Equal("", item.Get("tags") ?? "");
        }

        if (world.Clock.UtcNow < start.AddDays(7)) Assert.Superset(strangers.ToHashSet(),
            shownItems.Select(item => item.Id).ToHashSet());
    }

    private bool IsLeaving(string atom) => leaving.Exists(id => atom.Contains(id, StringComparison.Ordinal));

    private void CheckClean()
    {
        // A forced revocation under a link, of a VPC that is then deleted, leaves a link that cannot be identified.
        if (hasForced && leaving.Count > 0) return;
        var extra = Atoms.Of(world.Inventory()).Except(foreignIds).Where(atom =>
            !IsLeaving(atom) && !atom.StartsWith("Mst.Vpc ", StringComparison.Ordinal)
            && !atom.StartsWith("Cloud.Vpc ", StringComparison.Ordinal));
        Assert.Empty(extra);
    }

    /// <summary>
    /// From wherever the story ended, Test-VpcPeering says what is wrong, and the commands of its findings repair it.
    /// </summary>
    private async Task ExplainAsync()
    {
        world.ClearFaults();
        // What is under way comes to light in its time.
        await PassAsync(TimeSpan.FromHours(1));
        active.Clear();
        foreach (var region in cloud is AwsCloud ? Regions : Regions[..1])
            await EndState.ExplainAsync(world, () => HalfDone(region), region);
        foreignIds.RemoveWhere(IsLeaving);
        Check();
    }

    /// <summary>What there is of peerings that do not stand, as far as a sign-in for a region sees it.</summary>
    private IEnumerable<string> HalfDone(string region) => cloud.Pairs
        .Where(pair => (cloud.RegionOf(pair) ?? region) == region && !cloud.Stands(pair, world))
        .SelectMany(pair => cloud.LeftOf(pair, world, foreignIds));

    /// <summary>
    /// From wherever the story ended, Get-VpcPeering finds all of ours, and Undo-VpcPeering removes it.
    /// </summary>
    private async Task CleanAsync()
    {
        world.ClearFaults();
        await PassAsync(TimeSpan.FromHours(1));
        active.Clear();
        for (var round = 0; round < 4; round++)
        {
            // In both regions: what no platform knows any more is searched for where the sign-in is.
            run = runs[round % runs.Length];
            var peerings = await CmdletAsync(new GetPeeringRequest(), null, false);
            Assert.Empty(Errors);
            foreach (var peering in peerings)
            {
                await CmdletAsync(new UndoPeeringRequest { IncludeService = true }, peering, false);
                Assert.True(Errors.Length == 0, $"Undo {peering}: {Errors.FirstOrDefault()?.Message}");
            }
        }

        CheckClean();
        Check();
    }
}
