using Amazon.Runtime;
using Amazon.Runtime.Identity;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Runtime.Internal.Util;
using Amazon.Util;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Clouds.Aws.Core;

/// <summary>
/// The SDK's signature at the time of the session's clock: a sandbox's clock runs on its own, and its AWS checks the
/// time of a signature as the real one does.
/// </summary>
internal sealed class QuerySigner(Pace pace) : AbstractAWSSigner
{
    private readonly AWS4Signer inner = new();

    public override ClientProtocol Protocol => inner.Protocol;

    public override void Sign(
        IRequest request, IClientConfig clientConfig, RequestMetrics metrics, BaseIdentity identity)
    {
        if (identity is not AWSCredentials credentials)
            throw new AmazonClientException("The request has no credentials to be signed with.");

        Sign(request, clientConfig, metrics, credentials.GetCredentials());
    }

    public override async Task SignAsync(
        IRequest request, IClientConfig clientConfig, RequestMetrics metrics, BaseIdentity identity,
        CancellationToken token = default)
    {
        if (identity is not AWSCredentials credentials)
            throw new AmazonClientException("The request has no credentials to be signed with.");

        Sign(request, clientConfig, metrics, await credentials.GetCredentialsAsync());
    }

    private void Sign(IRequest request, IClientConfig config, RequestMetrics metrics, ImmutableCredentials keys)
    {
        if (keys.UseToken) request.Headers[HeaderKeys.XAmzSecurityTokenHeader] = keys.Token;
        var result = inner.SignRequest(
            request, config, metrics, keys.AccessKey, keys.SecretKey, pace.Now.UtcDateTime);
        request.Headers[HeaderKeys.AuthorizationHeader] = result.ForAuthorizationHeader;
    }
}
