using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Http;
using TimescaleVpc.Sandbox.Outside;
using TimescaleVpc.Sandbox.Seeding;
using TimescaleVpc.Sandbox.Sts;

namespace TimescaleVpc.Sandbox.Ec2;

/// <summary>ec2.{region}.amazonaws.com.</summary>
internal sealed class Ec2Host : IHost
{
    private static readonly string[] Common = ["Action", "Version", "DryRun"];
    private readonly World world;

    public Ec2Host(World world)
    {
        this.world = world;
        Table = new RouteTable([.. Ec2Actions.All.Select(action =>
            new Route("POST", "/", $"Ec2.{action.Name}", request => Respond(request, action)))]);
        HarmlessKinds = [.. Ec2Actions.All.Where(action => action.IsRead).Select(action => $"Ec2.{action.Name}")];
    }

    public string Name => "ec2.us-east-1.amazonaws.com";

    public RouteTable Table { get; }

    public IReadOnlyCollection<string> HarmlessKinds { get; }

    public IReadOnlyCollection<string> Names { get; } = Ec2Regions.Hosts("ec2");

    public TimeSpan Latency => TimeSpan.FromMilliseconds(150);

    public IEnumerable<SandboxItem> Items => AwsInventory.Live(world);

    public IEnumerable<SandboxItem> DeletedItems => AwsInventory.Deleted(world);

    public IReadOnlyList<OutsideChange> Changes { get; } = [.. AwsChanges.All, .. AwsFilterChanges.All];

    public IEnumerable<PartKind> Parts(RollbackLog rollback) => new AwsParts(world, rollback).Kinds;

    public string? NameFor(string path, string authorization) => Authorization.NameFor(authorization, "ec2");

    public (Route? Route, bool PathKnown) Find(SimulatedRequest request) => Ec2Form.Route(request, Table, "Ec2");

    /// <summary>A dry run never executes, so it changes nothing.</summary>
    public bool Mutates(SimulatedRequest request) => request.Method == "POST" &&
        !HarmlessKinds.Contains(request.Route?.Kind ?? "Unknown") && new Ec2Form(request.Body).Flag("DryRun") != true;

    public SimulatedResponse Handle(SimulatedRequest request)
    {
        try
        {
            if (request.Route is { } route) return route.Respond(request);
            Authenticate(request);
            throw Ec2Errors.Refuse("InvalidAction",
                $"The action {new Ec2Form(request.Body).Text("Action")} is not valid for this web service.");
        }
        catch (AwsRefusalException refusal)
        {
            return Error(refusal.Status, refusal.Code, refusal.Message);
        }
    }

    public void AddStandardHeaders(SimulatedRequest request, SimulatedResponse response) =>
        response.With("Server", "AmazonEC2").With("Vary", "accept-encoding");

    public SimulatedResponse Error(int status, string? code, string? message)
    {
        var id = RequestId();
        return new SimulatedResponse(status)
        {
            Xml = new XElement("Response",
                new XElement("Errors", new XElement("Error",
                    new XElement("Code", code ?? AwsFaultCodes.For(status)),
                    new XElement("Message", message ?? $"The request was refused with status {status}."))),
                new XElement("RequestID", id)).ToString(SaveOptions.DisableFormatting),
        }.With("x-amzn-requestid", id);
    }

    private (AwsPrincipal Caller, string Region) Authenticate(SimulatedRequest request)
    {
        var region = Ec2Regions.Of(request.Uri.Host, "ec2")!;
        var caller = new Signature(request, "ec2", region).Verify(world.Aws.Identities);
        request.CallerName = caller.Name;
        return Ec2Regions.Enabled.Contains(region) ? (caller, region) : throw Ec2Errors.Refuse("OptInRequired",
            $"You are not subscribed to this service. The account has not opted in to {region}.", 401);
    }

    private SimulatedResponse Respond(SimulatedRequest request, Ec2Action action)
    {
        var (caller, region) = Authenticate(request);
        var ec2 = new Ec2Request(world, caller, region, new Ec2Form(request.Body));
        CheckParameters(ec2, action);
        var permissions = (action.Permissions?.Invoke(ec2) ?? [new AwsPermission($"ec2:{action.Name}")]).ToList();
        permissions.ForEach(permission => request.RecordPermission(permission.Action));
        Authorize(ec2, permissions);
        if (ec2.IsDryRun) throw Ec2Errors.Refuse("DryRunOperation",
            "Request would have succeeded, but DryRun flag is set.", 412);
        var id = RequestId();
        var content = action.Respond(ec2).ToList();
        return new SimulatedResponse(200)
        {
            Xml = new XElement(Ec2Xml.Ns + $"{action.Name}Response", new XElement(Ec2Xml.Ns + "requestId", id), content)
                .ToString(SaveOptions.DisableFormatting),
        }.With("x-amzn-requestid", id);
    }

    private static void CheckParameters(Ec2Request request, Ec2Action action)
    {
        if (request.Form.Text("Version") != "2016-11-15") throw Ec2Errors.Refuse("InvalidAction",
            $"The action {action.Name} is not valid for this web service version.");
        foreach (var (name, pattern) in request.Form.Names)
            if (!Common.Contains(pattern) && !action.Parameters.Contains(pattern))
                throw Ec2Errors.Refuse("UnknownParameter", $"The parameter {name} is not recognized");
        if (request.Form.Text("DryRun") is { } dryRun && !Same(dryRun, "true") && !Same(dryRun, "false"))
            throw Ec2Errors.Value($"Value ({dryRun}) for parameter DryRun is invalid.");
    }

    private void Authorize(Ec2Request request, List<AwsPermission> permissions)
    {
        foreach (var permission in permissions)
        {
            if (request.Caller.IsAllowed(permission)) continue;
            const string Refused = "You are not authorized to perform this operation.";
            throw Ec2Errors.Refuse("UnauthorizedOperation", world.Settings.AwsTerseDenials
                ? $"{Refused} Encoded authorization failure message: {Encoded(request, permission)}"
                : $"{Refused} User: {request.Caller.Arn} is not authorized to perform: {permission.Action} on " +
                    $"resource: {permission.Resource} because no identity-based policy allows the " +
                    $"{permission.Action} action", 403);
        }
    }

    private static string Encoded(Ec2Request request, AwsPermission permission)
    {
        var message = new JsonObject
        {
            ["allowed"] = false,
            ["explicitDeny"] = false,
            ["context"] = new JsonObject
            {
                ["principal"] = new JsonObject { ["arn"] = request.Caller.Arn },
                ["action"] = permission.Action,
                ["resource"] = permission.Resource,
            },
        };
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(message.ToJsonString()));
    }

    private string RequestId() => world.Ids.Guid("aws-request", "ec2");
}
