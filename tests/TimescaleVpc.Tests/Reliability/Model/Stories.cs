using FsCheck;
using FsCheck.Fluent;

namespace TimescaleVpc.Tests.Reliability.Model;

/// <summary>Random stories, and how a bad one is made shorter.</summary>
internal static class Stories
{
    public const int Longest = 12;

    private const int Details = 64;

    public static Arbitrary<Act[]> Of(params (int Weight, Verb Verb)[] verbs)
    {
        var verb = Gen.Frequency([.. verbs.Select(item => (item.Weight, Gen.Constant(item.Verb)))]);
        var act =
            from which in verb
            from pair in Gen.Frequency((4, Gen.Constant(0)), (2, Gen.Constant(1)), (1, Gen.Constant(2)))
            from plans in Gen.Frequency((5, Gen.Constant(false)), (1, Gen.Constant(true)))
            from isStale in Gen.Frequency((2, Gen.Constant(false)), (1, Gen.Constant(true)))
            from detail in Gen.Choose(0, Details - 1)
            select new Act(which, pair, plans, isStale, detail);
        var story =
            from length in Gen.Choose(2, Longest)
            from acts in act.ArrayOf(length)
            select acts;
        return Arb.From(story, Shorter);
    }

    /// <summary>The story number n: the same on each machine.</summary>
    public static Act[] Take(this Arbitrary<Act[]> stories, int number) =>
        stories.Generator.Sample(1, new Rnd((ulong)number, 0x9E3779B97F4A7C15), 1).Single();

    /// <summary>Without its second half, or its first, and so on down to single steps; then simpler steps.</summary>
    private static IEnumerable<Act[]> Shorter(Act[] story)
    {
        for (var size = story.Length / 2; size > 0; size /= 2)
        {
            for (var from = story.Length - size; from >= 0; from -= size)
                yield return [.. story[..from], .. story[(from + size)..]];
        }

        for (var index = 0; index < story.Length; index++)
        {
            foreach (var simpler in story[index].Simpler())
                yield return [.. story[..index], simpler, .. story[(index + 1)..]];
        }
    }
}
