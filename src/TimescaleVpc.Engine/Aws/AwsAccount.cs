using TimescaleVpc.Engine.Aws.Sdk;

namespace TimescaleVpc.Engine.Aws;

/// <summary>The AWS side of a session: one sign-in, one account, a client for each region.</summary>
internal sealed class AwsAccount(AwsClients clients, string accountId, string region) : IDisposable
{
    public string AccountId => accountId;

    /// <summary>The region that is used where none is named.</summary>
    public string Region => region;

    public Ec2Api Ec2(string? otherRegion = null) => clients.Ec2(otherRegion ?? region);

    public void Dispose() => clients.Dispose();
}
