namespace TimescaleVpc.Engine.Aws;

/// <summary>The one call of STS that we make ourselves.</summary>
internal interface IStsApi
{
    /// <summary>The identity of the keys; requires no permission.</summary>
    Task<AwsCaller> GetCallerIdentityAsync(CancellationToken cancel);
}
