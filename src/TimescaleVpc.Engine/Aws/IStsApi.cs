namespace TimescaleVpc.Engine.Aws;

/// <summary>The one call of STS that we make ourselves.</summary>
internal interface IStsApi
{
    /// <summary>Whom the keys belong to; needs no permission.</summary>
    Task<AwsCaller> GetCallerIdentityAsync(CancellationToken cancel);
}
