using System.Collections.Concurrent;
using Amazon.EC2;
using Amazon.SecurityToken;
using TimescaleVpc.Engine.Aws.Sdk;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Aws;

/// <summary>The clients of one sign-in, one for each region. The only place that makes them.</summary>
internal sealed class AwsClients : IDisposable
{
    private readonly ConcurrentDictionary<string, AwsTransport<SessionEc2Client>> ec2 = new();
    private readonly ConcurrentDictionary<string, AwsTransport<SessionStsClient>> sts = new();
    private readonly ConcurrentBag<HttpClient> clients = [];
    private readonly Wire wire;

    public AwsClients(Wire wire, AwsSignIn signIn)
    {
        SignIn = signIn;
        this.wire = wire;
    }

    public AwsSignIn SignIn { get; }

    /// <summary>EC2 in a region; null is the sign-in's own.</summary>
    public Ec2Api Ec2(string? region = null) => new Ec2Api(ec2.GetOrAdd(SignIn.Region(region), name =>
    {
        var endpoint = SignIn.Endpoint(AwsService.Ec2, name);
        return new(AwsService.Ec2, name, endpoint, wire, SignIn, keys => new SessionEc2Client(
            keys, ClientSettings.For(new AmazonEC2Config(), name, endpoint, Client(AwsService.Ec2, endpoint)),
            wire.Clock));
    }));

    /// <summary>STS in a region; null is the sign-in's own.</summary>
    public SdkStsApi Sts(string? region = null) => new SdkStsApi(sts.GetOrAdd(SignIn.Region(region), name =>
    {
        var endpoint = SignIn.Endpoint(AwsService.Sts, name);
        return new(AwsService.Sts, name, endpoint, wire, SignIn, keys => new SessionStsClient(
            keys, ClientSettings.For(
                new AmazonSecurityTokenServiceConfig(), name, endpoint, Client(AwsService.Sts, endpoint)),
            wire.Clock));
    }));

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
