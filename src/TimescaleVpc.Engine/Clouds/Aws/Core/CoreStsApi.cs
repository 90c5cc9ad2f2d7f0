namespace TimescaleVpc.Engine.Clouds.Aws.Core;

/// <summary>STS over the query client.</summary>
internal sealed class CoreStsApi(QueryTransport transport) : IStsApi
{
    public async Task<AwsCaller> GetCallerIdentityAsync(CancellationToken cancel)
    {
        var call = QueryCall.Read("GetCallerIdentity");
        var result = (await transport.SendAsync(call, cancel)).Child("GetCallerIdentityResult");
        return result.Text("Account") is { } account
            ? new AwsCaller(account, result.Text("Arn") ?? "", result.Text("UserId") ?? "")
            : throw transport.Unreadable(call);
    }
}
