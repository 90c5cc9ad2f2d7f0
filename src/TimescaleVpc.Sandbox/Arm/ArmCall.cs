using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Arm;

/// <summary>What the ARM handlers ask of a call.</summary>
internal static class ArmCall
{
    public const string SubscriptionPath = "/subscriptions/{sub}";
    public const string GroupPath = SubscriptionPath + "/resourceGroups/{rg}";
    public const string NetworkPath = GroupPath + "/providers/Microsoft.Network/virtualNetworks/{vnet}";

    /// <summary>The scopes that extension resources (roles) are served at.</summary>
    public static IReadOnlyList<string> ScopePaths { get; } = [SubscriptionPath, GroupPath, NetworkPath];

    /// <summary>The subscription, resource group or network of the path, as the client wrote it.</summary>
    public static string AskedScope(this Call call)
    {
        var scope = $"/subscriptions/{call["sub"]}";
        if (call.Values.TryGetValue("rg", out var group)) scope += $"/resourceGroups/{group}";
        if (call.Values.TryGetValue("vnet", out var network))
            scope += $"/providers/Microsoft.Network/virtualNetworks/{network}";
        return scope;
    }

    /// <summary>The same scope as ARM writes it; refuses what does not exist.</summary>
    public static string Scope(this Call call)
    {
        if (call.Values.ContainsKey("vnet")) return call.Network().ArmId;
        return call.Values.ContainsKey("rg") ? call.Group().ArmId : call.Subscription().ArmId;
    }

    public static void Require(this Call call, string action, string? scope = null)
    {
        var asked = scope ?? call.AskedScope();
        call.Demand(action);
        if (!call.World.Arm.Access.Allows(call.Caller!, action, asked))
            throw ArmErrors.AuthorizationFailed(call.Caller!, action, asked);
        call.World.Arm.Governance.Check(call, action);
    }

    public static Subscription Subscription(this Call call) =>
        call.World.Arm.Subscription(call["sub"]) ?? throw ArmErrors.SubscriptionNotFound(call["sub"]);

    public static ResourceGroup Group(this Call call) =>
        call.Subscription().Groups.Find(item => item.Name.Same(call["rg"]))
            ?? throw ArmErrors.GroupNotFound(call["rg"]);

    public static VNet Network(this Call call) => call.Group().VNets.Find(item => item.Name.Same(call["vnet"]))
        ?? throw ArmErrors.ResourceNotFound("Microsoft.Network/virtualNetworks", call["vnet"], call.Group().Name);

    public static JsonObject ArmBody(this Call call)
    {
        var body = call.TryJson() ?? throw ArmErrors.InvalidRequest("Unexpected end of JSON input.");
        if (call.World.Settings.RefuseLocation && body.ContainsKey("location"))
            throw ArmErrors.InvalidRequest("Could not find member 'location' on object of this type.");
        return body;
    }

    /// <summary>One page of a list, with the address of the next one if there is more.</summary>
    public static Answer List(Call call, IEnumerable<JsonObject> items)
    {
        var all = items.ToList();
        var skip = int.TryParse(call.Query("$skiptoken"), out var asked) ? asked : 0;
        var size = Math.Max(1, call.World.Settings.ArmPageSize);
        var body = new JsonObject { ["value"] = Json.Array(all.Skip(skip).Take(size)) };
        if (skip + size < all.Count) body["nextLink"] = Next(call, skip + size);
        return new Answer(200, body);
    }

    private static string Next(Call call, int skip)
    {
        var query = Call.Parse(call.Uri.Query.TrimStart('?')).Where(pair => pair.Key != "$skiptoken")
            .Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}");
        return $"{call.Uri.GetLeftPart(UriPartial.Path)}?{string.Join('&', query)}&$skiptoken={skip}";
    }

    public static Route Route(string method, string path, string kind, Func<Call, Answer> answer) =>
        new(method, path, kind, answer, ignoreCase: true);
}
