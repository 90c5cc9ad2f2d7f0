using TimescaleVpc.Tests.Scenarios;

namespace TimescaleVpc.Tests.Reliability;

/// <summary>The faults that a scenario is tried with.</summary>
internal sealed class FaultCases
{
    private const string And = " and ";

    /// <summary>Often enough to strike every repetition.</summary>
    private const int Always = 100_000;

    /// <summary>For requests of any kind, in a row: more than one is tried, and more than a way back lasts.</summary>
    private static readonly (string Name, SandboxFault Fault)[] Rows =
    [
        ("400", new() { Status = 400 }), ("400", new() { Status = 400, Times = 40 }),
        ("500", new() { Status = 500, Times = 6 }), ("429", new() { Status = 429, Times = 6 }),
        ("lost reply", new() { Wire = "LoseReply" }), ("lost reply", new() { Wire = "LoseReply", Times = 6 }),
        ("lost request", new() { Wire = "LoseRequest", Times = 6 }), ("malformed", new() { Wire = "Malformed" }),
        ("truncated", new() { Wire = "Truncated", Times = 40 }),
    ];

    private readonly Scenario scenario;
    private readonly IReadOnlyDictionary<string, int> kinds;

    private FaultCases(Scenario scenario, IReadOnlyDictionary<string, int> kinds) =>
        (this.scenario, this.kinds) = (scenario, kinds);

    public static FaultCases Of(Scenario scenario, IReadOnlyDictionary<string, int> kinds) => new(scenario, kinds);

    /// <summary>
    /// The first request of each kind, struck once, and all of them. By day what is repeated is tried both ways in the
    /// walkthroughs, the rest in one of the two; of what takes things back, every third case.
    /// </summary>
    public IEnumerable<FaultCase> First() =>
        from kind in kinds.Keys.Order(StringComparer.Ordinal)
        from fault in Fault.All
        from one in Both(kind, fault, 0)
        where Nightly.IsOn || fault.IsRepeated && scenario.Before.Length == 0 || one.IsOnce == (one.Number % 2 == 0)
        where Nightly.IsOn || scenario.Before.Length == 0 || one.Number % 3 == 0
        select one;

    /// <summary>The second request of each kind, and the third, …, and all from there on.</summary>
    public IEnumerable<FaultCase> Later() =>
        from kind in kinds.Keys.Order(StringComparer.Ordinal)
        from skip in Enumerable.Range(1, kinds[kind] - 1)
        from fault in Fault.All
        from one in Both(kind, fault, skip)
        select one;

    /// <summary>Some requests in a row, whatever they are, wherever they begin.</summary>
    public IEnumerable<FaultCase> InARow() =>
        from row in Rows
        from skip in Enumerable.Range(0, kinds.Values.Sum() + 1)
        select new FaultCase($"{scenario} | any from request {skip + 1} | {row.Name} | {row.Fault.Times} times",
            [row.Fault with { Skip = skip }]);

    /// <summary>Two faults in one run, anywhere; the seed decides which.</summary>
    public IEnumerable<FaultCase> Pairs(int seed, int count)
    {
        var random = new Random(seed);
        FaultCase[] all = [.. First(), .. Later()];
        for (var number = 0; number < count; number++)
            yield return Together(all[random.Next(all.Length)], all[random.Next(all.Length)]);
    }

    /// <summary>A case by its text.</summary>
    public FaultCase Find(string text)
    {
        FaultCase[] cases = [.. text.Split(And).Select(name => Every().FirstOrDefault(one => one.Text == name)
            ?? throw new FormatException($"There is no case '{name}'."))];
        return cases is [var only] ? only : Together(cases[0], cases[1]);
    }

    private static FaultCase Together(FaultCase one, FaultCase other) =>
        new($"{one}{And}{other}", [.. one.Faults, .. other.Faults]);

    private IEnumerable<FaultCase> Every() =>
        (from kind in kinds.Keys
         from skip in Enumerable.Range(0, kinds[kind])
         from fault in Fault.All
         from one in Both(kind, fault, skip)
         select one).Concat(InARow());

    private IEnumerable<FaultCase> Both(string kind, Fault fault, int skip)
    {
        if (fault.Make(kind) is not { } one) yield break;
        var at = skip == 0 ? "" : $" from request {skip + 1}";
        yield return new($"{scenario} | {kind}{at} | {fault} | once", [one with { Skip = skip }]);
        yield return new($"{scenario} | {kind}{at} | {fault} | always", [one with { Skip = skip, Times = Always }]);
    }
}
