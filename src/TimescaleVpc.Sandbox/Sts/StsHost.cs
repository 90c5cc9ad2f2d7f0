using System.Globalization;
using System.Xml.Linq;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Ec2;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Sts;

/// <summary>sts.amazonaws.com and its regional hosts.</summary>
internal sealed class StsHost : IHost
{
    private static readonly XNamespace Ns = "https://sts.amazonaws.com/doc/2011-06-15/";
    private readonly World world;

    public StsHost(World world)
    {
        this.world = world;
        Table = new RouteTable([.. StsActions.All.Select(action =>
            new Route("POST", "/", $"Sts.{action.Key}", request => Respond(request, action.Key, action.Value)))]);
        HarmlessKinds = [.. Table.Routes.Select(route => route.Kind)];
    }

    public string Name => "sts.amazonaws.com";

    public RouteTable Table { get; }

    /// <summary>STS only gives out names and temporary keys.</summary>
    public IReadOnlyCollection<string> HarmlessKinds { get; }

    public IReadOnlyCollection<string> Names { get; } = ["sts.amazonaws.com", .. Ec2Regions.Hosts("sts")];

    public TimeSpan Latency => TimeSpan.FromMilliseconds(100);

    public string? NameFor(string path, string authorization) => Authorization.NameFor(authorization, "sts");

    public (Route? Route, bool PathKnown) Find(SimulatedRequest request) => Ec2Form.Route(request, Table, "Sts");

    public SimulatedResponse Handle(SimulatedRequest request)
    {
        try
        {
            if (request.Route is { } route) return route.Respond(request);
            throw new AwsRefusalException("InvalidAction", "Could not find operation for the request.");
        }
        catch (AwsRefusalException refusal)
        {
            return Error(refusal.Status, refusal.Code, refusal.Message);
        }
    }

    public void AddStandardHeaders(SimulatedRequest request, SimulatedResponse response) =>
        response.With("x-amzn-RequestId", RequestId());

    public SimulatedResponse Error(int status, string? code, string? message) => new(status)
    {
        Xml = new XElement(Ns + "ErrorResponse",
            new XElement(Ns + "Error",
                new XElement(Ns + "Type", status >= 500 ? "Receiver" : "Sender"),
                new XElement(Ns + "Code", code ?? AwsFaultCodes.For(status)),
                new XElement(Ns + "Message", message ?? $"The request was refused with status {status}.")),
            new XElement(Ns + "RequestId", RequestId())).ToString(SaveOptions.DisableFormatting),
    };

    private SimulatedResponse Respond(
        SimulatedRequest request, string action, Func<StsRequest, IEnumerable<(string Name, object Value)>> respond)
    {
        // The global host belongs to us-east-1.
        var region = Ec2Regions.Of(request.Uri.Host, "sts") ?? "us-east-1";
        var caller = new Signature(request, "sts", region).Verify(world.Aws.Identities);
        request.CallerName = caller.Name;
        var form = new Ec2Form(request.Body);
        if (form.Text("Version") != "2011-06-15") throw new AwsRefusalException(
            "InvalidAction", $"Could not find operation {action} for version {form.Text("Version")}");
        var result = respond(new StsRequest(world, request, caller, form))
            .Select(pair => Element(pair.Name, pair.Value));
        return new SimulatedResponse(200)
        {
            Xml = new XElement(Ns + $"{action}Response",
                new XElement(Ns + $"{action}Result", result),
                new XElement(Ns + "ResponseMetadata", new XElement(Ns + "RequestId", RequestId())))
                .ToString(SaveOptions.DisableFormatting),
        };
    }

    private static XElement Element(string name, object value) => new(Ns + name, value switch
    {
        IEnumerable<(string Name, object Value)> many => many.Select(pair => Element(pair.Name, pair.Value)),
        DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        _ => value,
    });

    private string RequestId() => world.Ids.Guid("aws-request", "sts");
}
