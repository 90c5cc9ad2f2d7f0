namespace TimescaleVpc.Engine.Aws;

/// <summary>A filter of a describe call: any of these values will do.</summary>
internal sealed record Ec2Filter(string Name, IReadOnlyList<string> Values);
