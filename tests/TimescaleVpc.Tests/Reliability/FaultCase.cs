namespace TimescaleVpc.Tests.Reliability;

/// <summary>The faults of one run; the text is what reproduces it.</summary>
internal sealed record FaultCase(string Text, IReadOnlyList<SandboxFault> Faults)
{
    /// <summary>The same in every run, and spread evenly.</summary>
    public int Number { get; } = Text.Split(" | ").SkipLast(1).Sum(part => part.Sum(letter => letter));

    public bool IsOnce => Faults.All(fault => fault.Times == 1);

    /// <summary>Half of the reruns go on in the session of the run that failed.</summary>
    public bool InSameSession => Number % 4 < 2;

    /// <summary>A platform that denies the existence of an object is believed: there is no other evidence.</summary>
    public bool Believed => Faults.Any(fault => fault.Status == 404);

    public override string ToString() => Text;
}
