using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Tests.Transport;

namespace TimescaleVpc.Tests.Aws;

/// <summary>The client on a stub, with a clock that does not wait.</summary>
internal sealed class Ec2Bench : IDisposable
{
    public const string Secret = "a/secret+of=forty";
    public const string Region = "us-east-1";

    private readonly Wire wire;

    public Ec2Bench(StubHandler stub, string? token = null)
    {
        Stub = stub;
        wire = new Wire(new WorkClock(Time, Still.Instance), stub);
        var keys = new GivenKeys("AKIDEXAMPLE", new Secret(Secret), token);
        Clients = new AwsClients(wire, AwsSignIn.From(keys, Region));
    }

    public StubHandler Stub { get; }

    public LeapTime Time { get; } = new();

    public AwsClients Clients { get; }

    public Ec2Api Ec2 => Clients.Ec2();

    public static Ec2Bench Answering(string body, int status = 200) => new(StubHandler.Always(body, status));

    public void Dispose()
    {
        Clients.Dispose();
        wire.Dispose();
    }
}
