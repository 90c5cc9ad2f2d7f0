using Amazon.Runtime;
using Amazon.Runtime.Identity;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Runtime.Internal.Util;
using Amazon.Util;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Aws;

/// <summary>
/// The SDK's signature at the time of the session's clock: a sandbox's clock runs on its own, and its AWS checks the
/// time of a signature as the real one does. The only file that names the SDK's inner parts.
/// </summary>
internal sealed class SessionSigner(WorkClock clock) : AbstractAWSSigner
{
    private readonly AWS4Signer inner = new();

    public override ClientProtocol Protocol => inner.Protocol;

    /// <summary>Lets a client sign with it, whatever signer the client has chosen.</summary>
    public static void Install(RuntimePipeline pipeline, WorkClock clock) =>
        pipeline.AddHandlerBefore<Signer>(new Choice(new SessionSigner(clock)));

    public override void Sign(
        IRequest request, IClientConfig clientConfig, RequestMetrics metrics, BaseIdentity identity) =>
        Sign(request, clientConfig, metrics, Credentials(identity).GetCredentials());

    public override async Task SignAsync(
        IRequest request, IClientConfig clientConfig, RequestMetrics metrics, BaseIdentity identity,
        CancellationToken token = default) =>
        Sign(request, clientConfig, metrics, await Credentials(identity).GetCredentialsAsync());

    private static AWSCredentials Credentials(BaseIdentity identity) => identity as AWSCredentials
        ?? throw new AmazonClientException("The request has no credentials to be signed with.");

    private void Sign(IRequest request, IClientConfig config, RequestMetrics metrics, ImmutableCredentials keys)
    {
        if (keys.UseToken) request.Headers[HeaderKeys.XAmzSecurityTokenHeader] = keys.Token;
        var result = inner.SignRequest(
            request, config, metrics, keys.AccessKey, keys.SecretKey, clock.Now.UtcDateTime);
        request.Headers[HeaderKeys.AuthorizationHeader] = result.ForAuthorizationHeader;
    }

    private sealed class Choice(SessionSigner signer) : PipelineHandler
    {
        public override Task<T> InvokeAsync<T>(IExecutionContext executionContext)
        {
            executionContext.RequestContext.Signer = signer;
            return base.InvokeAsync<T>(executionContext);
        }
    }
}
