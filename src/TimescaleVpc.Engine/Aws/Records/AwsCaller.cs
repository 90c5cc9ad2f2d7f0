namespace TimescaleVpc.Engine.Aws;

/// <summary>Whom the keys belong to.</summary>
internal sealed record AwsCaller(string Account, string Arn, string UserId);
