using System.Collections.Concurrent;
using Amazon.EC2;
using Amazon.SecurityToken;
using TimescaleVpc.Engine.Clouds.Aws.Sdk;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Clouds.Aws;

/// <summary>The clients of one sign-in, one for each region. The only place that makes them.</summary>
internal sealed class AwsClients : IDisposable
{
    private readonly ConcurrentDictionary<string, AwsTransport<SessionEc2Client>> ec2 = new();
    private readonly ConcurrentDictionary<string, AwsTransport<SessionStsClient>> sts = new();
    private readonly Pace pace;
    private readonly HttpClient client;

    public AwsClients(Wire wire, AwsSignIn signIn)
    {
        SignIn = signIn;
        pace = wire.Pace;
        client = Wire.Over(new AnswerShape { InnerHandler = wire.Handler });
    }

    public AwsSignIn SignIn { get; }

    /// <summary>EC2 in a region; null is the sign-in's own.</summary>
    public IEc2Api Ec2(string? region = null) => new SdkEc2Api(ec2.GetOrAdd(SignIn.Region(region), name =>
    {
        var endpoint = SignIn.Endpoint(AwsService.Ec2, name);
        return new(AwsService.Ec2, name, endpoint, SignIn, keys => new SessionEc2Client(
            keys, ClientSettings.For(new AmazonEC2Config(), name, endpoint, client), pace));
    }));

    /// <summary>STS in a region; null is the sign-in's own.</summary>
    public IStsApi Sts(string? region = null) => new SdkStsApi(sts.GetOrAdd(SignIn.Region(region), name =>
    {
        var endpoint = SignIn.Endpoint(AwsService.Sts, name);
        return new(AwsService.Sts, name, endpoint, SignIn, keys => new SessionStsClient(
            keys, ClientSettings.For(new AmazonSecurityTokenServiceConfig(), name, endpoint, client), pace));
    }));

    public void Dispose()
    {
        foreach (var transport in ec2.Values) transport.Dispose();
        foreach (var transport in sts.Values) transport.Dispose();
        client.Dispose();
    }
}
