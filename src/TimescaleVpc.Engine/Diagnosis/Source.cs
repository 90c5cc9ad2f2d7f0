namespace TimescaleVpc.Engine.Diagnosis;

/// <summary>Something that is read once for all peerings of a run.</summary>
/// <param name="What">What it is, in words that go into a sentence: "the route tables".</param>
/// <param name="Where">Its place, as exact as the request: project, subscription, tenant, account and region.</param>
internal sealed record Source(string What, string Where);
