using System.Security.Cryptography;
using System.Text;

namespace TimescaleVpc.Tests.Sandbox;

/// <summary>The Azure walkthrough up to chosen points, so that a test begins where its rule is.</summary>
internal sealed class Walk(Client client)
{
    public const string Peer = "Microsoft.Network/virtualNetworks/peer/action";
    private const string Halves = "Microsoft.Network/virtualNetworks/virtualNetworkPeerings";

    public static readonly string[] OwnActions =
        [Peer, $"{Halves}/read", $"{Halves}/write", $"{Halves}/delete", "Microsoft.Network/virtualNetworks/read"];

    public Client Client => client;

    public string Admin { get; private set; } = "";

    public string GraphAdmin { get; private set; } = "";

    public string AppObjectId { get; private set; } = "";

    public string AppId { get; private set; } = "";

    public string Secret { get; private set; } = "";

    public string PrincipalId { get; private set; } = "";

    public string PlatformPrincipalId { get; private set; } = "";

    public string VNet { get; set; } = Client.ProdVNet;

    /// <summary>The scope of both assignments; the network unless a test says otherwise.</summary>
    public string? Scope { get; set; }

    public string RemoteTenant { get; private set; } = "";

    public string RemoteNetwork { get; private set; } = "";

    public string Half => $"{VNet}/virtualNetworkPeerings/to-timescale";

    public static string Connections { get; } = $"/project/demo-mst/vpcs/{Client.WestVpc}/peering-connections";

    public async Task<Walk> App(string audience = "AzureADMultipleOrgs")
    {
        Admin = await client.UserToken();
        GraphAdmin = await client.UserToken("admin", Client.GraphScope);
        var app = await Client.Expect(201, client.Graph("POST", "/applications", GraphAdmin,
            new { displayName = "peering", signInAudience = audience, tags = new[] { "timescale-vpc" } }));
        (AppObjectId, AppId) = (app["id"]!, app["appId"]!);
        client.Wait(5);
        var secret = await Client.Expect(200, client.Graph("POST", $"/applications/{AppObjectId}/addPassword",
            GraphAdmin, new { passwordCredential = new { displayName = "run" } }));
        Secret = secret["secretText"]!;
        var principal = await Client.Expect(201, client.Graph(
            "POST", "/servicePrincipals", GraphAdmin, new { appId = AppId }));
        PrincipalId = principal["id"]!;
        client.Wait(8);
        return this;
    }

    public async Task<Walk> PlatformPrincipal()
    {
        var creation = await Client.Expect(201, client.Graph(
            "POST", "/servicePrincipals", GraphAdmin, new { appId = Client.PlatformApp }));
        PlatformPrincipalId = creation["id"]!;
        client.Wait(5);
        return this;
    }

    public async Task<string> Role(string name, params string[] actions)
    {
        var id = GuidOf(name);
        var path = $"{Client.Subscription}/providers/Microsoft.Authorization/roleDefinitions/{id}";
        await Client.Expect(201, client.Arm("PUT", path, Admin, new
        {
            properties = new
            {
                roleName = name,
                type = "CustomRole",
                permissions = new[] { new { actions, notActions = Array.Empty<string>() } },
                assignableScopes = new[] { Client.Subscription },
            },
        }));
        client.Wait(2);
        return path;
    }

    public Task<Reply> Assign(string role, string principal, string? type = "ServicePrincipal", string? name = null,
        string? scope = null)
    {
        var at = scope ?? Scope ?? VNet;
        var id = name ?? GuidOf(at + role + principal);
        return client.Arm("PUT", $"{at}/providers/Microsoft.Authorization/roleAssignments/{id}", Admin,
            new { properties = new { roleDefinitionId = role, principalId = principal, principalType = type } });
    }

    public async Task<Walk> Grants(params string[] ownActions)
    {
        var ownRole = await Role("own", ownActions.Length == 0 ? OwnActions : ownActions);
        var platform = await Role("platform", Peer);
        await Client.Expect(201, Assign(ownRole, PrincipalId));
        await Client.Expect(201, Assign(platform, PlatformPrincipalId));
        return this;
    }

    public Task<Reply> Request() => client.Mst("POST", Connections, new
    {
        peer_cloud_account = VNet.Split('/')[2],
        peer_resource_group = VNet.Split('/')[4].ToLowerInvariant(),
        peer_vpc = VNet.Split('/')[8].ToLowerInvariant(),
        peer_azure_app_id = AppId,
        peer_azure_tenant_id = client.Tenant,
    });

    public async Task<Reply> State() => await Client.Expect(
        200, client.Mst("GET", $"/project/demo-mst/vpcs/{Client.WestVpc}"));

    public async Task<string?> StateName() => (await State())["peering_connections.0.state"];

    /// <summary>Everything up to PENDING_PEER.</summary>
    public async Task<Walk> UpToPending()
    {
        await App();
        await PlatformPrincipal();
        await Grants();
        client.Wait(45);
        await Client.Expect(200, Request());
        client.Wait(60);
        var state = await State();
        Assert.Equal("PENDING_PEER", state["peering_connections.0.state"]);
        RemoteTenant = state["peering_connections.0.state_info.to-tenant-id"]!;
        RemoteNetwork = state["peering_connections.0.state_info.to-network-id"]!;
        client.Wait(45);
        return this;
    }

    public object Body(string? remote = null) => new
    {
        properties = new
        {
            remoteVirtualNetwork = new { id = remote ?? RemoteNetwork },
            allowVirtualNetworkAccess = true,
            allowForwardedTraffic = false,
            allowGatewayTransit = false,
            useRemoteGateways = false,
        },
    };

    public async Task<Reply> PutHalf() => await client.Arm("PUT", Half, await client.AppToken(AppId, Secret), Body(),
        $"Bearer {await client.AppToken(AppId, Secret, RemoteTenant)}");

    /// <summary>Everything up to ACTIVE.</summary>
    public async Task<Walk> UpToActive()
    {
        await UpToPending();
        await Client.Expect(201, PutHalf());
        client.Wait(64);
        Assert.Equal("ACTIVE", await StateName());
        return this;
    }

    private static string GuidOf(string text) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16)).ToString();
}
