using System.Globalization;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Tests.Scenarios;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Reliability;

/// <summary>Two pipelines that run at once, and what both are to end in.</summary>
/// <param name="Name">What it is called in reports.</param>
/// <param name="First">The one.</param>
/// <param name="Second">The other.</param>
internal sealed record Race(string Name, Pipeline First, Pipeline Second)
{
    private const string Other = "Other-RG/Prod-VNet";
    private const string SeedMark = ", seed ";

    private static readonly Pipeline Azure = AllScenarios.Azure();
    private static readonly Pipeline Aws = AllScenarios.Aws();

    /// <summary>Pipelines for one goal, or for two goals that share much.</summary>
    public static readonly Race[] Runs =
    [
        new("azure", Azure, Azure),
        new("azure, certificate", Azure, AllScenarios.Azure(approve: new() { UseCertificate = true })),
        new("azure, two VNets", Azure, AllScenarios.Azure(vnets: [Other])),
        new("aws", Aws, Aws),
        new("aws, two networks", Aws, AllScenarios.Aws(network: AwsGuide.West)),
        new("aws, managed service", Managed(), Managed()),
    ];

    /// <summary>A pipeline, and one that takes everything back.</summary>
    public static readonly Race[] Undos =
    [
        new("azure, undo", Azure, AllScenarios.Undo(Walk.West, "Network-RG/Prod-VNet")) { IsUndone = true },
        new("aws, undo", Aws, AllScenarios.Undo("prod", AwsGuide.East)) { IsUndone = true },
    ];

    /// <summary>Whether the second takes back what the first does.</summary>
    private bool IsUndone { get; init; }

    public static Race Find(string name) => Runs.Concat(Undos).First(race => race.Name == name);

    /// <summary>A case by the name that <see cref="NameOf"/> gave it.</summary>
    public static async Task AgainAsync(string text)
    {
        if (text.Split(SeedMark) is not [var name, var seed]) throw new FormatException(text);
        var race = Find(name);
        await race.TryAsync(int.Parse(seed, CultureInfo.InvariantCulture), await race.CalmAsync());
    }

    public string NameOf(int seed) => $"{Name}{SeedMark}{seed}";

    /// <summary>The world after both ran one after the other, each in peace; without the one that undoes.</summary>
    public async Task<string[]> CalmAsync()
    {
        var world = new WatchedWorld();
        foreach (var pipeline in new[] { First, IsUndone ? First : Second })
        {
            var run = new Run(world);
            await run.PlayAsync(pipeline);
            Assert.True(run.Errors.Count == 0, string.Join(" | ", run.Errors.Select(error => error.Message)));
        }

        return NormalForm.Of(world.Inventory(), world.Start);
    }

    /// <summary>Runs both at once, and then what is left to do; the end must be that of the calm world.</summary>
    /// <returns>The named errors that the two ended in.</returns>
    public async Task<IReadOnlyList<TimescaleVpcException>> TryAsync(int seed, string[] calm)
    {
        var run = new RaceRun(this, seed);
        await run.BothAsync();
        if (IsUndone)
        {
            if (seed % 2 == 0)
            {
                await run.AgainAsync(First);
                run.Compare(calm);
            }

            await run.AgainAsync(Second);
            await run.RemoveVpcAsync();
            run.Compare(NormalForm.Of(run.Start, run.Start));
            return run.Errors;
        }

        // A run that ended in a named error is told to run again.
        if (run.Errors.Count > 0)
        {
            await run.AgainAsync(First);
            await run.AgainAsync(Second);
        }

        await run.NothingLeftAsync(First);
        await run.NothingLeftAsync(Second);
        run.Compare(calm);
        return run.Errors;
    }

    public override string ToString() => Name;

    private static Pipeline Managed() => AllScenarios.Aws(
        vpc: new() { CloudName = AllScenarios.ManagedAws, Cidr = "10.203.0.0/24" }, service: null);
}

/// <summary>
/// A race in a world of its own; the seed decides how long each kind of request takes, and who starts when.
/// </summary>
internal sealed class RaceRun
{
    private readonly Race race;
    private readonly WatchedWorld world = new();
    private readonly Random chance;

    public RaceRun(Race race, int seed)
    {
        (this.race, chance) = (race, new Random(seed));
        world.Invariants.SideBySide = true;
        foreach (var kind in world.RequestKinds)
            world.Settings.Latency[kind] = TimeSpan.FromMilliseconds(
                chance.Next(4) == 0 ? chance.Next(8000) : chance.Next(600));
    }

    /// <summary>The errors that the two ended in; named ones, for which a rerun is the remedy.</summary>
    public IReadOnlyList<TimescaleVpcException> Errors { get; private set; } = [];

    public SandboxItem[] Start => world.Start;

    public async Task BothAsync()
    {
        var (first, second) = (new Run(world), new Run(world));
        // Mostly so that the one is somewhere within the other.
        var offset = TimeSpan.FromSeconds(chance.Next(5) == 0 ? 0 : chance.Next(300));
        var clock = Crew.WorkClockOf(world);
        using var work = clock.Work();
        await clock.SideBySideAsync(
            () => clock.JoinAsync(first.PlayAsync(race.First)),
            async () =>
            {
                await clock.DelayAsync(offset, CancellationToken.None);
                await clock.JoinAsync(second.PlayAsync(race.Second));
            }).WaitAsync(Hang.Limit);
        Errors = [.. first.Errors, .. second.Errors];
        Assert.DoesNotContain(Errors, error => error.ErrorId == Catalogue.UnexpectedError.Id);
        Assert.All([first, second],
            run => Assert.True(run.Outputs.Count > 0 || run.Errors.Count > 0, "A run ended in silence."));
        Assert.DoesNotContain(world.Inventory(), item => item.Kind == "Entra.Credential");
    }

    /// <summary>Runs a pipeline that must succeed.</summary>
    public async Task AgainAsync(Pipeline pipeline)
    {
        var run = new Run(world);
        await run.PlayAsync(pipeline).WaitAsync(Hang.Limit);
        Assert.True(run.Errors.Count == 0, $"the rerun: {Texts(run.Errors)}");
        Assert.DoesNotContain(world.Inventory(), item => item.Kind == "Entra.Credential");
    }

    /// <summary>Runs a pipeline that must find everything in place.</summary>
    public async Task NothingLeftAsync(Pipeline pipeline)
    {
        var mutations = world.Requests.Count(request => request.Mutates);
        await AgainAsync(pipeline);
        var more = world.Requests.Where(request => request.Mutates).Skip(mutations);
        Assert.True(!more.Any(), $"A rerun changes: {string.Join(", ", more.Select(request => request.Kind))}");
    }

    /// <summary>Removes the VPC that the AWS pipeline made, if it did.</summary>
    public async Task RemoveVpcAsync()
    {
        if (!world.Inventory().Any(item => item.Kind == "Cloud.Vpc")) return;
        world.Clock.Advance(TimeSpan.FromMinutes(10));
        await AgainAsync(new Pipeline(new(new GetVpcRequest { Name = "prod" }),
            new(new RemoveVpcRequest(), vpc => [new VpcRef((Vpc)vpc, null)])));
    }

    public void Compare(string[] expected)
    {
        world.Clock.Advance(TimeSpan.FromMinutes(30));
        var actual = NormalForm.Of(world.Inventory(), world.Start).ToList();
        var absentLines = expected.Where(line => !actual.Remove(line)).ToArray();
        Assert.True(absentLines.Length + actual.Count == 0,
            $"missing {string.Join(" | ", absentLines)}; too many {string.Join(" | ", actual)}");
    }

    private static string Texts(IEnumerable<TimescaleVpcException> errors) =>
        string.Join(" | ", errors.Select(error => $"{error.ErrorId}: {error.Message}"));
}
