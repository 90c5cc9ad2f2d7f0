using Amazon.EC2;
using Amazon.Runtime;
using Amazon.SecurityToken;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Aws;

/// <summary>The clients of one sign-in, one for each region. The only place that makes them.</summary>
internal sealed class AwsClients(Wire wire, AwsSignIn signIn) : IDisposable
{
    private readonly ConcurrentDictionary<string, AwsTransport<SessionEc2Client>> ec2 = new();
    private readonly ConcurrentDictionary<string, AwsTransport<SessionStsClient>> sts = new();
    private readonly ConcurrentBag<HttpClient> clients = [];

    public AwsSignIn SignIn => signIn;

    /// <summary>EC2 in a region; null is the sign-in's own.</summary>
    public Ec2Api Ec2(string? region = null) => new(At(
        region, ec2, AwsService.Ec2,
        (AWSCredentials keys, AmazonEC2Config config) => new SessionEc2Client(keys, config, wire.Clock)));

    /// <summary>STS in a region; null is the sign-in's own.</summary>
    public SdkStsApi Sts(string? region = null) => new(At(
        region, sts, AwsService.Sts,
        (AWSCredentials keys, AmazonSecurityTokenServiceConfig config) =>
            new SessionStsClient(keys, config, wire.Clock)));

    private AwsTransport<T> At<T, TConfig>(
        string? region, ConcurrentDictionary<string, AwsTransport<T>> transports, AwsService service,
        Func<AWSCredentials, TConfig, T> make)
        where T : AmazonServiceClient
        where TConfig : ClientConfig, new() =>
        transports.GetOrAdd(signIn.Region(region), name =>
        {
            var endpoint = signIn.Endpoint(service, name);
            return new(service, name, endpoint, wire, signIn, keys => make(
                keys, ClientSettings.For(new TConfig(), name, endpoint, Client(service, endpoint))));
        });

    public void Dispose()
    {
        foreach (var transport in ec2.Values) transport.Dispose();
        foreach (var transport in sts.Values) transport.Dispose();
        foreach (var client in clients) client.Dispose();
    }

    /// <summary>A client that sends to this endpoint only.</summary>
    private HttpClient Client(AwsService service, Uri endpoint)
    {
        var destination = new Destination(endpoint, $"point AWS_ENDPOINT_URL_{service.Id} to it");
        var client = Wire.Over(new AnswerShape(wire.Clock) { InnerHandler = wire.HandlerFor(destination) });
        clients.Add(client);
        return client;
    }
}
