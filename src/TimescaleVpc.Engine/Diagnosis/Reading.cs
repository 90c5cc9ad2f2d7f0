namespace TimescaleVpc.Engine.Diagnosis;

/// <summary>What was read of a source, or why it could not be.</summary>
/// <param name="Source">The source.</param>
/// <param name="At">When it was read.</param>
/// <param name="Value">What was read; null if it could not be, and where there was nothing.</param>
/// <param name="Refusal">Why it could not be read; null if it was.</param>
internal sealed record Reading<T>(Source Source, DateTimeOffset At, T? Value, TimescaleVpcException? Refusal)
    where T : class
{
    /// <summary>Whether it was read. What is not known is never taken for absent, or for fine.</summary>
    public bool IsKnown => Refusal is null;

    /// <summary>What was read, where there must be something.</summary>
    /// <exception cref="TimescaleVpcException">It could not be read.</exception>
    public T Required => Refusal is null ? Value! : throw Refusal;

    /// <summary>The same as an observation.</summary>
    /// <param name="excerpt">What of it counts.</param>
    public FindingEvidence Saying(string excerpt) =>
        new() { What = Source.What, Where = Source.Where, At = At.UtcDateTime, Said = excerpt };
}

/// <summary>Something that is read once for all peerings of a run.</summary>
/// <param name="What">What it is, in words that go into a sentence: "the route tables".</param>
/// <param name="Where">Its place, as exact as the request: project, subscription, tenant, account and region.</param>
internal sealed record Source(string What, string Where);
