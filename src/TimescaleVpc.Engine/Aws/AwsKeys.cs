namespace TimescaleVpc.Engine.Aws;

/// <summary>Plain keys, as the sandbox gives them.</summary>
internal sealed record AwsKeys(string AccessKey, Secret SecretKey, string? SessionToken);
