using TimescaleVpc.Tests.Scenarios;

namespace TimescaleVpc.Tests.Reliability.Model;

/// <summary>A VPC of Timescale and a network of the customer.</summary>
/// <param name="Vpc">The VPC's name, or its cloud's.</param>
/// <param name="Network">GROUP/VNET, or the id of an AWS VPC.</param>
internal sealed record Pair(string Vpc, string Network);

/// <summary>What the model has to know of a cloud: which stages there are, and how to see what came of them.</summary>
internal abstract class Cloud
{
    public abstract string Name { get; }

    public abstract Pair[] Pairs { get; }

    public abstract (int Weight, Verb Verb)[] Verbs { get; }

    public abstract string Service { get; }

    /// <summary>The pipeline of the walkthrough for a pair, up to Wait-VpcPeering.</summary>
    public abstract Cmdlet[] Pipeline(Pair pair);

    /// <summary>The outside changes and their targets; null if there is no target.</summary>
    public abstract (string Change, string? Target)[] Outside(
        Pair pair, VpcSandbox world, Func<SandboxItem, bool> isForeign);

    /// <summary>Whether the peering exists with both its halves.</summary>
    public abstract bool Stands(Pair pair, VpcSandbox world);

    /// <summary>What was made for this pair alone and is still there.</summary>
    public abstract IEnumerable<string> LeftOf(Pair pair, VpcSandbox world, HashSet<string> foreignIds);

    /// <summary>What there is of each kind that there may be only one of; equal texts are duplicates.</summary>
    public abstract IEnumerable<string> Unique(VpcSandbox world, HashSet<string> foreignIds);

    /// <summary>The region that a sign-in must be for to see what is left of a pair; null if any sees it.</summary>
    public virtual string? RegionOf(Pair pair) => null;

    public abstract string? VpcId(string vpc, VpcSandbox world);

    public static PeeringRef Named(Pair pair) =>
        new(null, new VpcRef(null, pair.Vpc), new VNetRef(null, pair.Network));
}
