namespace TimescaleVpc.Engine.Aws;

/// <summary>The identity of a pair of keys.</summary>
internal sealed record AwsCaller(string Account, string Arn, string UserId);
