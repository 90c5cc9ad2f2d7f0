using System.Collections.Concurrent;
using TimescaleVpc.Engine.Clouds.Aws.Core;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Clouds.Aws;

/// <summary>
/// The clients of one sign-in, one for each region. The only place that names their classes: an adapter of AWSSDK.EC2
/// would be put in here.
/// </summary>
internal sealed class AwsClients(Wire wire, AwsSignIn signIn) : IDisposable
{
    private readonly ConcurrentDictionary<(string Service, string Region), QueryTransport> transports = new();

    public AwsSignIn SignIn => signIn;

    /// <summary>EC2 in a region; null is the sign-in's own.</summary>
    public IEc2Api Ec2(string? region = null) => new CoreEc2Api(Transport(QueryService.Ec2, region));

    /// <summary>STS in a region; null is the sign-in's own.</summary>
    public IStsApi Sts(string? region = null) => new CoreStsApi(Transport(QueryService.Sts, region));

    public void Dispose()
    {
        foreach (var transport in transports.Values) transport.Dispose();
    }

    private QueryTransport Transport(QueryService service, string? wanted)
    {
        var region = signIn.Region(wanted);
        return transports.GetOrAdd(
            (service.Name, region),
            _ => new QueryTransport(service, region, signIn.Endpoint(service, region), signIn, wire));
    }
}
