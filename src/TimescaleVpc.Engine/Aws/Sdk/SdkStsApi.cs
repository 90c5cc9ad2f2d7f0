using Amazon.SecurityToken.Model;

namespace TimescaleVpc.Engine.Aws;

/// <summary>STS over AWSSDK.SecurityToken.</summary>
internal sealed class SdkStsApi(AwsTransport<SessionStsClient> transport)
{
    /// <summary>The account of the keys; requires no permission.</summary>
    public async Task<string> GetCallerAccountAsync(CancellationToken cancel)
    {
        var answer = await transport.ReadAsync(
            sts => sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), cancel), cancel);
        return answer.Account?.Trim() is { Length: > 0 } account ? account : throw transport.Unreadable(answer);
    }
}
