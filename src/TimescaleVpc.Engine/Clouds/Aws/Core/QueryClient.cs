using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Identity;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Clouds.Aws.Core;

/// <summary>The SDK's own client base without a generated service on top.</summary>
internal sealed class QueryClient : AmazonServiceClient
{
    private static readonly QueryMarshaller Marshaller = new();
    private static readonly QueryUnmarshaller Unmarshaller = new();

    private readonly QueryService service;

    public QueryClient(QueryService service, AWSCredentials credentials, QueryConfig config, Pace pace)
        : base(credentials, config)
    {
        this.service = service;
        // The base class builds its pipeline before this constructor runs, so the clock comes in afterwards.
        foreach (var handler in RuntimePipeline.Handlers.OfType<AuthResolver>()) handler.Signer = new QuerySigner(pace);
    }

    protected override IServiceMetadata ServiceMetadata { get; } = new Metadata();

    public Task<QueryAnswer> SendAsync(QueryCall call, CancellationToken cancel) => InvokeAsync<QueryAnswer>(
        new QueryRequest(service, call),
        new InvokeOptions { RequestMarshaller = Marshaller, ResponseUnmarshaller = Unmarshaller },
        cancel);

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        pipeline.AddHandlerAfter<Marshaller>(new AuthResolver());
    }

    /// <summary>Signature version 4 for every action.</summary>
    private sealed class AuthResolver : BaseAuthResolverHandler
    {
        public QuerySigner? Signer { get; set; }

        protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) =>
            AuthSchemeOption.DEFAULT_SIGV4;

        protected override ISigner GetSigner(IAuthScheme<BaseIdentity> scheme) => Signer ?? base.GetSigner(scheme);
    }

    private sealed class Metadata : IServiceMetadata
    {
        public string ServiceId => "EC2";

        public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
    }
}
