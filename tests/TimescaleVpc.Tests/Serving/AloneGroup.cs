namespace TimescaleVpc.Tests.Serving;

/// <summary>Tests that count on real time run alone, so that others do not take the processor from them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneGroup
{
    public const string Name = "Alone";
}
