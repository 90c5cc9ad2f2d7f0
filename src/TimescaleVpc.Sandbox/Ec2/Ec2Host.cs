using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Http;
using TimescaleVpc.Sandbox.Sts;

namespace TimescaleVpc.Sandbox.Ec2;

/// <summary>ec2.{region}.amazonaws.com.</summary>
internal sealed class Ec2Host : IHost
{
    private static readonly string[] Common = ["Action", "Version", "DryRun"];
    private readonly World _world;

    public Ec2Host(World world)
    {
        _world = world;
        Table = new RouteTable([.. Ec2Actions.All.Select(action =>
            new Route("POST", "/", $"Ec2.{action.Name}", call => Respond(call, action)))]);
        HarmlessKinds = [.. Ec2Actions.All.Where(action => action.IsRead).Select(action => $"Ec2.{action.Name}")];
    }

    public string Name => "ec2.us-east-1.amazonaws.com";

    public RouteTable Table { get; }

    public IReadOnlyCollection<string> HarmlessKinds { get; }

    public IReadOnlyCollection<string> Names { get; } = Ec2Regions.Hosts("ec2");

    public (Route? Route, bool PathKnown) Find(Call call) => Ec2Form.Route(call, Table, "Ec2");

    /// <summary>A dry run never executes, so it changes nothing.</summary>
    public bool Mutates(Call call) => call.Method == "POST" &&
        !HarmlessKinds.Contains(call.Route?.Kind ?? "Unknown") && new Ec2Form(call.Body).Flag("DryRun") != true;

    public Answer Handle(Call call)
    {
        try
        {
            if (call.Route is { } route) return route.Respond(call);
            Authenticate(call);
            throw Ec2Errors.Refuse("InvalidAction",
                $"The action {new Ec2Form(call.Body).Text("Action")} is not valid for this web service.");
        }
        catch (AwsRefusalException refusal)
        {
            return Error(refusal.Status, refusal.Code, refusal.Message);
        }
    }

    public void Stamp(Call call, Answer answer) =>
        answer.With("Server", "AmazonEC2").With("Vary", "accept-encoding");

    public Answer Error(int status, string? code, string? message)
    {
        var id = RequestId();
        return new Answer(status)
        {
            Xml = new XElement("Response",
                new XElement("Errors", new XElement("Error",
                    new XElement("Code", code ?? AwsFaults.Code(status)),
                    new XElement("Message", message ?? $"The request was refused with status {status}."))),
                new XElement("RequestID", id)).ToString(SaveOptions.DisableFormatting),
        }.With("x-amzn-requestid", id);
    }

    private (AwsPrincipal Caller, string Region) Authenticate(Call call)
    {
        var region = Ec2Regions.Of(call.Uri.Host, "ec2")!;
        var caller = new Signature(call, "ec2", region).Verify(_world.Aws.Identities);
        call.CallerName = caller.Name;
        return Ec2Regions.Enabled.Contains(region) ? (caller, region) : throw Ec2Errors.Refuse("OptInRequired",
            $"You are not subscribed to this service. The account has not opted in to {region}.", 401);
    }

    private Answer Respond(Call call, Ec2Action action)
    {
        var (caller, region) = Authenticate(call);
        var ec2 = new Ec2Call(_world, caller, region, new Ec2Form(call.Body));
        CheckParameters(ec2, action);
        var needs = (action.Needs?.Invoke(ec2) ?? [new AwsNeed($"ec2:{action.Name}")]).ToList();
        needs.ForEach(need => call.Demand(need.Action));
        Authorize(ec2, needs);
        if (ec2.IsDryRun) throw Ec2Errors.Refuse("DryRunOperation",
            "Request would have succeeded, but DryRun flag is set.", 412);
        var id = RequestId();
        var content = action.Respond(ec2).ToList();
        return new Answer(200)
        {
            Xml = new XElement(Ec2Xml.Ns + $"{action.Name}Response", new XElement(Ec2Xml.Ns + "requestId", id), content)
                .ToString(SaveOptions.DisableFormatting),
        }.With("x-amzn-requestid", id);
    }

    private static void CheckParameters(Ec2Call call, Ec2Action action)
    {
        if (call.Form.Text("Version") != "2016-11-15") throw Ec2Errors.Refuse("InvalidAction",
            $"The action {action.Name} is not valid for this web service version.");
        foreach (var (name, pattern) in call.Form.Names)
            if (!Common.Contains(pattern) && !action.Parameters.Contains(pattern))
                throw Ec2Errors.Refuse("UnknownParameter", $"The parameter {name} is not recognized");
        if (call.Form.Text("DryRun") is { } dry && !dry.Same("true") && !dry.Same("false"))
            throw Ec2Errors.Value($"Value ({dry}) for parameter DryRun is invalid.");
    }

    private void Authorize(Ec2Call call, List<AwsNeed> needs)
    {
        foreach (var need in needs)
        {
            if (call.Caller.MayDo(need)) continue;
            const string Refused = "You are not authorized to perform this operation.";
            throw Ec2Errors.Refuse("UnauthorizedOperation", _world.Settings.AwsTerseDenials
                ? $"{Refused} Encoded authorization failure message: {Encoded(call, need)}"
                : $"{Refused} User: {call.Caller.Arn} is not authorized to perform: {need.Action} on resource: " +
                    $"{need.Resource} because no identity-based policy allows the {need.Action} action", 403);
        }
    }

    private static string Encoded(Ec2Call call, AwsNeed need) => Convert.ToBase64String(Encoding.UTF8.GetBytes(
        new JsonObject
        {
            ["allowed"] = false,
            ["explicitDeny"] = false,
            ["context"] = new JsonObject
            {
                ["principal"] = new JsonObject { ["arn"] = call.Caller.Arn },
                ["action"] = need.Action,
                ["resource"] = need.Resource,
            },
        }.ToJsonString()));

    private string RequestId() => _world.Ids.Guid("aws-request", "ec2");
}
