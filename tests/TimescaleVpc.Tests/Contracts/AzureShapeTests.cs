using System.Text.Json.Nodes;
using TimescaleVpc.Tests.Aws;
using TimescaleVpc.Tests.Sandbox;

namespace TimescaleVpc.Tests.Contracts;

/// <summary>The sandbox asked what real Azure was asked: status, headers and shape of its answers.</summary>
public sealed class AzureShapeTests : IDisposable
{
    private const string Link = "vnet-peering-2024-09";
    private const string Assigned = "role-assignment-2023-08";
    private const string Defined = "role-definition-2023-08";
    private const string App = "app-2024-09";
    private const string Principal = "service-principal-2022-06";

    private static readonly string OtherVNet =
        $"{Client.Subscription}/resourceGroups/Other-RG/providers/Microsoft.Network/virtualNetworks/Prod-VNet";

    private readonly Client client = new();
    private readonly List<string> faults = [];
    private readonly Dictionary<string, AzureExchange[]> files = [];

    public void Dispose() => client.Dispose();

    [SharedDataFact(AzureRecordings.One)]
    public async Task Links_have_the_recorded_shape()
    {
        var admin = await client.UserToken();
        var (lone, second) = ($"{OtherVNet}/virtualNetworkPeerings/b", $"{Client.ProdVNet}/virtualNetworkPeerings/a");
        Task<Reply> Put(string half, string remote) => client.Arm("PUT", half, admin,
            new { properties = new { remoteVirtualNetwork = new { id = remote } } });
        Task<Reply> Get(string path) => client.Arm("GET", path, admin);
        // The sandbox has no gateways.
        void Compare(int at, Reply reply) => Same(Link, at, reply, "remoteGateways");

        Compare(11, await Put(lone, Client.ProdVNet));
        client.Wait(10);
        Compare(13, await Get(lone));
        var creation = await Put(second, OtherVNet);
        Compare(14, creation);
        Compare(15, await Get(creation.Headers["Azure-AsyncOperation"]));
        client.Wait(10);
        Compare(16, await Get(creation.Headers["Azure-AsyncOperation"]));
        Compare(17, await Get(second));
        Compare(19, await Get($"{OtherVNet}/virtualNetworkPeerings"));
        Compare(21, await Put(second, OtherVNet));
        client.Wait(10);
        Compare(24, await Get(second));
        Same("vnet-peering-sync-2024-09", Index("vnet-peering-sync-2024-09", "PUT", "syncRemoteAddressSpace=true"),
            await Put($"{second}?syncRemoteAddressSpace=true", OtherVNet), "remoteGateways");
        client.Wait(10);
        var deletion = await client.Arm("DELETE", second, admin);
        Compare(25, deletion);
        client.Wait(10);
        Compare(28, await Get(deletion.Headers["Location"]));
        Compare(29, await Get($"{Client.ProdVNet}/virtualNetworkPeerings"));
        // The other half, as the version of 2019 showed it.
        Same("vnet-peering-java-2020-02", 22, await Get($"{OtherVNet}/virtualNetworkPeerings"), "peeringSyncLevel",
            "peerCompleteVnets", "remoteVirtualNetworkAddressSpace", "ipamPoolPrefixAllocations");

        Same("vnet-2024-09", 3, await Get(Client.ProdVNet));
        Same("vnet-2024-09", 4, await Get($"{Client.Subscription}/providers/Microsoft.Network/virtualNetworks"));
        Same("subscriptions-2020-08", 0, await Get("/subscriptions"));
        Same("subscriptions-2020-08", 1, await Get(Client.NetworkRg));
        Same("subscriptions-2020-08", 2, await Get($"{Client.Subscription}/resourceGroups/none"));
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [SharedDataFact(AzureRecordings.One)]
    public async Task Roles_have_the_recorded_shape()
    {
        var walk = await new Walk(client).App();
        Task<Reply> Get(string path, string? token = null) => client.Arm("GET", path, token ?? walk.Admin);
        var id = $"{Client.Subscription}/providers/Microsoft.Authorization/roleDefinitions/{Guid.NewGuid()}";
        Task<Reply> Define() => client.Arm("PUT", id, walk.Admin, Asked(Defined, 0, body =>
            body["properties"]!["assignableScopes"] = new JsonArray(Client.Subscription)));

        Same(Defined, 0, await Define());
        client.Wait(11);
        var listedReply = await Get($"{Client.Subscription}/providers/Microsoft.Authorization/roleDefinitions?$filter="
            + "type eq 'CustomRole'");
        Same(Defined, 2, listedReply);
        Same(Defined, 3, await Define());
        Same("custom-role-2025-01", 3, await Get(
            $"{Client.Subscription}/providers/Microsoft.Authorization/roleDefinitions?$filter=roleName eq "
            + $"'{Of(Defined)[0].Asked!["properties"]!["roleName"]}'"));
        Same(Defined, 5, await client.Arm("DELETE", id, walk.Admin));
        Same("role-definition-absent-2017-05", 0, await Get(id));
        var reader = $"{Client.Subscription}/providers/Microsoft.Authorization/roleDefinitions"
            + "/acdd72a7-3385-48ef-bd42-f606fba81ae7";
        Same(Assigned, 0, await Get(reader[..reader.LastIndexOf('/')] + "?$filter=roleName eq 'reader'"));

        // The sandbox has no conditions.
        string[] condition = ["condition", "conditionVersion"];
        var assignment = $"{Client.ProdVNet}/providers/Microsoft.Authorization/roleAssignments/{Guid.NewGuid()}";
        Task<Reply> Assign(string description, string? type = "User", string? principal = null, string? path = null) =>
            client.Arm("PUT", path ?? assignment, walk.Admin, new
            {
                properties = new
                {
                    roleDefinitionId = reader, principalId = principal ?? "c3a8f1d2-7b46-4e95-8d10-2f6e9a4b7c02",
                    principalType = type, description,
                },
            });
        Same(Assigned, 1, await Assign("one"), condition);
        Same(Assigned, 10, await Get(assignment), condition);
        Same(Assigned, 11, await Assign("two"), condition);
        Same(Assigned, 2, await Get($"{assignment[..assignment.LastIndexOf('/')]}?$filter=principalId eq "
            + "'c3a8f1d2-7b46-4e95-8d10-2f6e9a4b7c02'"), [.. condition, "description", "type"]);
        Same("role-assignment-exists-2024-04", Index("role-assignment-exists-2024-04", "PUT", "", last: true),
            await Assign("one", path: assignment[..assignment.LastIndexOf('/')] + $"/{Guid.NewGuid()}"));
        Same("principal-not-found-2023-08", 1, await Assign("x", null, Guid.NewGuid().ToString(),
            assignment[..assignment.LastIndexOf('/')] + $"/{Guid.NewGuid()}"));
        Same("authorization-failed-2024-04", 2,
            await client.Arm("PUT", assignment, await client.UserToken("reader"), "{}"));
        Same("permissions-vnet-2024-08", 3,
            await Get($"{Client.ProdVNet}/providers/Microsoft.Authorization/permissions"),
            "dataActions", "notDataActions");
        Same(Assigned, 14, await client.Arm("DELETE", assignment, walk.Admin), condition);
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [SharedDataFact(AzureRecordings.One)]
    public async Task Entra_has_the_recorded_shape()
    {
        var token = await client.UserToken("admin", Client.GraphScope);
        Task<Reply> Ask(string method, string path, object? body = null) => client.Graph(method, path, token, body);
        const string Secrets = "app-credential-2022-05";
        // Only applications for personal accounts have a version of tokens from the start.
        string[] version = ["requestedAccessTokenVersion"];

        Same(App, 0, await Ask("GET", "/applications?$filter=startswith(displayName,'none')"));
        var creation =
            await Ask("POST", "/applications", new { displayName = "one", keyCredentials = Array.Empty<int>() });
        Same(App, 7, creation, version);
        var path = $"/applications/{creation["id"]}";
        client.Wait(5);
        Same(App, 8, await Ask("GET", $"/applications?$filter=appId eq '{creation["appId"]}'"), version);
        Same(App, 9, await Ask("GET", path), version);
        Same(App, 17, await Ask("PATCH", path, new { displayName = "two" }));

        var secret = await Ask("POST", $"{path}/addPassword",
            new { passwordCredential = new { displayName = "key1", endDateTime = "2027-01-01T00:00:00Z" } });
        Same(Secrets, Index(Secrets, "POST", "/addPassword"), secret);
        Same("app-sp-assignment-2023-08", 3, secret);
        var credential = (await Ask("GET", path)).Json["passwordCredentials"]![0];
        var recorded = Of(Secrets).First(one => one.Method == "GET"
            && one.Json?["passwordCredentials"] is JsonArray { Count: > 0 }).Json!["passwordCredentials"]![0];
        faults.AddRange(Shape.Differences(recorded, credential).Select(one => $"{Secrets}: {one}"));
        Same(Secrets, Index(Secrets, "POST", "/removePassword"),
            await Ask("POST", $"{path}/removePassword", new { keyId = secret["keyId"] }));

        var principal =
            await Ask("POST", "/servicePrincipals", new { appId = creation["appId"], accountEnabled = true });
        Same(Principal, 3, principal);
        Same("app-sp-assignment-2023-08", 4, principal);
        client.Wait(5);
        Same(Principal, 4, await Ask("GET", $"/servicePrincipals?$filter=appId eq '{creation["appId"]}'"));
        Same(Principal, 5, await Ask("GET", $"/servicePrincipals/{principal["id"]}"));

        Same(App, 21, await Ask("DELETE", path));
        Same(App, 23, await Ask("GET", path));
        client.World.Change("SetDirectoryActions:reader", "none");
        Same("graph-denied-2023-06", 0, await client.Graph("GET", "/servicePrincipals",
            await client.UserToken("reader", Client.GraphScope)));
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    /// <summary>Holds an answer of the sandbox against a recorded one.</summary>
    private void Same(string file, int at, Reply reply, params string[] skip)
    {
        var recorded = Of(file)[at];
        void Fault(string text) => faults.Add($"{file} {at} {recorded.Method}: {text}");
        if (recorded.Status != reply.Status) Fault($"status {reply.Status}, not {recorded.Status}: {reply.Text}");
        foreach (var name in recorded.Headers.Keys.Where(name =>
            !reply.Headers.Keys.Contains(name, StringComparer.OrdinalIgnoreCase)))
        {
            // What holds no body has no type here; a cookie is not on every answer.
            if (reply.Text.Length > 0 || !IgnoringCase.Same(name, "content-type"))
                Fault($"no header {name}");
        }

        if (reply.Text.Length > 0 && Tight(reply.Headers["Content-Type"]) != Tight(recorded.Headers["content-type"]))
            Fault($"content type {reply.Headers["Content-Type"]}");
        if (recorded.Json is null || reply.Text.Length == 0)
        {
            if ((recorded.Json is null) != (reply.Text.Length == 0)) Fault($"the body '{reply.Text}'");
            return;
        }

        foreach (var text in Shape.Differences(recorded.Json, reply.Json, skip)) Fault(text);
    }

    private static string Tight(string text) => text.Replace(" ", "", StringComparison.Ordinal);

    private AzureExchange[] Of(string file) =>
        files.TryGetValue(file, out var exchanges) ? exchanges : files[file] = AzureRecordings.Of(file);

    private int Index(string file, string method, string part, bool last = false)
    {
        int[] places = [.. Of(file).Select((one, at) => (one, at))
            .Where(pair => pair.one.Method == method && pair.one.Target.Contains(part, StringComparison.Ordinal))
            .Select(pair => pair.at)];
        return last ? places[^1] : places[0];
    }

    private JsonNode Asked(string file, int at, Action<JsonNode> change)
    {
        var body = Of(file)[at].Asked!.DeepClone();
        change(body);
        return body;
    }
}
