namespace TimescaleVpc.Tests.Sandbox;

public sealed class GraphTests : IDisposable
{
    private readonly Client client = new();

    public void Dispose() => client.Dispose();

    [Fact]
    public async Task An_application_has_two_ids_and_is_found_by_name_tag_and_appId()
    {
        var admin = await Admin();
        var app = await App(admin, "peering", "timescale-vpc");
        Assert.NotEqual(app["id"], app["appId"]);
        client.Wait(5);
        string[] filters =
        [
            $"appId eq '{app["appId"]}'", "displayName eq 'peering'", "tags/any(x:x eq 'timescale-vpc')",
            "tags/any(t: t eq 'timescale-vpc') and displayName eq 'peering'",
        ];
        foreach (var filter in filters)
        {
            var list = await Client.Expect(200, client.Graph("GET", "/applications?$select=id,appId&$filter=" +
                Uri.EscapeDataString(filter), admin));
            Assert.Equal(app["id"], list["value.0.id"]);
            Assert.Null(list["value.0.displayName"]);
        }

        await Client.Expect(200, client.Graph("GET", $"/applications(appId='{app["appId"]}')", admin));
        var none = await Client.Expect(200, client.Graph("GET", "/applications?$filter=displayName eq 'no'", admin));
        Assert.Empty(none.Json["value"]!.AsArray());
        await Client.Expect(400, client.Graph("GET", "/applications?$filter=endswith(displayName,'p')", admin));
        await Client.Expect(400, client.Graph("GET", "/applications?$filter=startswith(appId,'p')", admin));
    }

    [Theory]
    [InlineData("startswith(displayName,'Peer')", 1)]
    [InlineData("startswith(displayName, 'peers')", 0)]
    public async Task Applications_are_found_by_the_beginning_of_their_name(string filter, int count)
    {
        var admin = await client.UserToken("admin", Client.GraphScope);
        await Client.Expect(201, client.Graph("POST", "/applications", admin, new { displayName = "peering" }));
        client.Wait(10);

        var list = await Client.Expect(200, client.Graph(
            "GET", "/applications?$filter=" + Uri.EscapeDataString(filter), admin));

        Assert.Equal(count, list.Json["value"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_service_principal_is_found_by_one_of_its_names()
    {
        var admin = await client.UserToken("admin", Client.GraphScope);
        await Client.Expect(201, client.Graph("POST", "/servicePrincipals", admin, new { appId = Client.PlatformApp }));
        client.Wait(10);

        var list = await Client.Expect(200, client.Graph("GET", "/servicePrincipals?$filter=" +
            Uri.EscapeDataString($"servicePrincipalNames/any(c:c eq '{Client.PlatformApp}')"), admin));

        Assert.Equal(Client.PlatformApp, list["value.0.appId"]);
    }

    [Fact]
    public async Task Directory_objects_are_told_apart_by_their_ids()
    {
        var admin = await client.UserToken("admin", Client.GraphScope);
        var ownReply = await Client.Expect(200, client.Graph("GET", "/me", admin));
        var creation = await Client.Expect(
            201, client.Graph("POST", "/servicePrincipals", admin, new { appId = Client.PlatformApp }));
        async Task<string[]> TypesAsync(params string[] types)
        {
            var reply = await Client.Expect(200, client.Graph("POST", "/directoryObjects/getByIds", admin,
                new { ids = new[] { ownReply["id"], creation["id"], Guid.Empty.ToString() }, types }));
            return [.. reply.Json["value"]!.AsArray().Select(item => (string)item!["@odata.type"]!)];
        }

        Assert.Equal(["#microsoft.graph.user"], await TypesAsync());
        client.Wait(10);
        Assert.Equal(["#microsoft.graph.user", "#microsoft.graph.servicePrincipal"], await TypesAsync());
        Assert.Equal(["#microsoft.graph.servicePrincipal"], await TypesAsync("servicePrincipal", "group"));
        await Client.Expect(
            400, client.Graph("POST", "/directoryObjects/getByIds", admin, new { types = new[] { "user" } }));
        client.World.Change("SetDirectoryActions:admin@demo.example", "none");
        await Client.Expect(403, client.Graph(
            "POST", "/directoryObjects/getByIds", admin, new { ids = new[] { ownReply["id"] } }));
    }

    [Fact]
    public async Task Lists_are_paged()
    {
        var admin = await Admin();
        for (var i = 0; i < 3; i++) await App(admin, $"app-{i}");
        client.Wait(5);
        var first = await Client.Expect(200, client.Graph("GET", "/applications?$top=2&$select=displayName", admin));
        Assert.Equal(2, first.Json["value"]!.AsArray().Count);
        var next = await Client.Expect(200, client.Send("GET", (string)first.Json["@odata.nextLink"]!, null, admin));
        Assert.Equal("app-2", next["value.0.displayName"]);
        Assert.Null(next.Json["@odata.nextLink"]);
    }

    [Fact]
    public async Task What_is_new_is_not_everywhere_yet()
    {
        var admin = await Admin();
        var app = await App(admin, "fresh");
        var path = $"/applications/{app["id"]}";
        foreach (var (method, url) in new[] { ("GET", path), ("PATCH", path), ("POST", $"{path}/addPassword") })
        {
            var early = await Client.Expect(404, client.Graph(method, url, admin, new { }));
            Assert.Equal("Request_ResourceNotFound", early["error.code"]);
            Assert.Equal($"Resource '{app["id"]}' does not exist or one of its queried reference-property objects " +
                "are not present.", early["error.message"]);
            Assert.Equal(early["error.innerError.request-id"], early.Headers["request-id"]);
        }

        var list = await Client.Expect(200, client.Graph("GET", "/applications", admin));
        Assert.Empty(list.Json["value"]!.AsArray());
        var first = await Client.Expect(400, Principal(admin, app["appId"]!));
        Assert.Equal("NoBackingApplicationObject", first["error.code"]);
        Assert.Contains("does not reference a valid application object", first["error.message"],
            StringComparison.Ordinal);
        client.Wait(3);
        var second = await Client.Expect(403, Principal(admin, app["appId"]!));
        Assert.Contains("must in the local tenant", second["error.message"], StringComparison.Ordinal);
        client.Wait(2);
        var creation = await Client.Expect(201, Principal(admin, app["appId"]!));
        await Client.Expect(404, client.Graph("GET", $"/servicePrincipals/{creation["id"]}", admin));
        client.Wait(5);
        await Client.Expect(200, client.Graph("GET", $"/servicePrincipals/{creation["id"]}", admin));
    }

    [Fact]
    public async Task Plain_users_read_and_do_not_write()
    {
        var admin = await Admin();
        var app = await App(admin, "x");
        client.Wait(5);
        var reader = await client.UserToken("reader", Client.GraphScope);
        await Client.Expect(200, client.Graph("GET", $"/applications/{app["id"]}", reader));
        var deniedReply = await Client.Expect(403, client.Graph(
            "POST", "/applications", reader, new { displayName = "y" }));
        Assert.Equal("Authorization_RequestDenied", deniedReply["error.code"]);
        Assert.Equal("Insufficient privileges to complete the operation.", deniedReply["error.message"]);
        await Client.Expect(403, client.Graph("POST", $"/applications/{app["id"]}/addPassword", reader, new { }));
        await Client.Expect(403, client.Graph("DELETE", $"/applications/{app["id"]}", reader));
        var foreignApp = await Client.Expect(403, Principal(reader, Client.PlatformApp));
        Assert.Contains("must in the local tenant", foreignApp["error.message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_principal_exists_once_and_says_whose_application_it_is()
    {
        var admin = await Admin();
        var creation = await Client.Expect(201, Principal(admin, Client.PlatformApp));
        Assert.NotEqual(client.Tenant, creation["appOwnerOrganizationId"]);
        var again = await Client.Expect(409, Principal(admin, Client.PlatformApp));
        Assert.Equal("Request_MultipleObjectsWithSameKeyValue", again["error.code"]);
        Assert.Contains("already in use", again["error.message"], StringComparison.Ordinal);
        client.Wait(5);
        var reply = await Client.Expect(200, client.Graph(
            "GET", $"/servicePrincipals?$filter=appId eq '{Client.PlatformApp}'&$select=id", admin));
        Assert.Equal(creation["id"], reply["value.0.id"]);
        await Client.Expect(400, Principal(admin, Guid.NewGuid().ToString()));
    }

    [Fact]
    public async Task Upsert_creates_if_asked_to_and_updates_otherwise()
    {
        var admin = await Admin();
        var url = $"https://graph.microsoft.com/v1.0/servicePrincipals(appId='{Client.PlatformApp}')";
        var prefer = ("Prefer", "create-if-missing");
        await Client.Expect(404, client.Send("PATCH", url, new { }, admin));
        await Client.Expect(201, client.Send("PATCH", url, new { tags = new[] { "a" } }, admin, prefer));
        client.Wait(5);
        await Client.Expect(204, client.Send("PATCH", url, new { tags = new[] { "b" } }, admin, prefer));
        var got = await Client.Expect(200, client.Send("GET", url, null, admin));
        Assert.Equal("b", got["tags.0"]);
    }

    [Fact]
    public async Task An_application_with_an_alternate_key_is_made_once_even_before_it_is_seen()
    {
        var admin = await Admin();
        const string Url = "https://graph.microsoft.com/v1.0/applications(uniqueName='tsvpc-1')";
        var prefer = ("Prefer", "create-if-missing");
        var body = new { displayName = "keyed", signInAudience = "AzureADMultipleOrgs" };
        await Client.Expect(404, client.Send("PATCH", Url, body, admin));
        var creation = await Client.Expect(201, client.Send("PATCH", Url, body, admin, prefer));
        Assert.Equal("tsvpc-1", creation["uniqueName"]);
        await Client.Expect(204, client.Send("PATCH", Url, body, admin, prefer));
        await Client.Expect(404, client.Send("GET", Url, null, admin));
        client.Wait(5);
        Assert.Equal(creation["id"], (await Client.Expect(200, client.Send("GET", Url, null, admin)))["id"]);
        Assert.Single(client.World.Inventory(), item => item.Name == "keyed");
    }

    [Fact]
    public async Task A_secret_is_shown_once()
    {
        var walk = await new Walk(client).App();
        var app = await Client.Expect(200, client.Graph("GET", $"/applications/{walk.AppObjectId}", walk.GraphAdmin));
        Assert.Null(app["passwordCredentials.0.secretText"]);
        Assert.Equal("run", app["passwordCredentials.0.displayName"]);
        Assert.DoesNotContain(walk.Secret, app.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(client.World.Inventory(), item =>
            item.Properties.Contains(walk.Secret, StringComparison.Ordinal));
        await Client.Expect(400, client.Graph("POST", $"/applications/{walk.AppObjectId}/removePassword",
            walk.GraphAdmin, new { keyId = Guid.NewGuid() }));
    }

    [Fact]
    public async Task A_policy_can_forbid_secrets()
    {
        var walk = await new Walk(client).App();
        client.World.Settings.ForbidSecrets = true;
        var refusal = await Client.Expect(400, client.Graph(
            "POST", $"/applications/{walk.AppObjectId}/addPassword", walk.GraphAdmin, new { }));
        Assert.Equal("CredentialTypeNotAllowedAsPerAppPolicy", refusal["error.code"]);
    }

    [Fact]
    public async Task Deleting_an_application_takes_its_principal_along_into_the_bin()
    {
        var walk = await new Walk(client).App();
        await Client.Expect(204, client.Graph("DELETE", $"/applications/{walk.AppObjectId}", walk.GraphAdmin));
        Assert.DoesNotContain(client.World.Inventory(), item => item.Id == walk.PrincipalId);
        Assert.Equal(["Entra.Application", "Entra.ServicePrincipal"],
            client.World.RecycleBin().Select(item => item.Kind));
        const string Bin = "/directory/deletedItems";
        var list = await Client.Expect(200, client.Graph(
            "GET", $"{Bin}/microsoft.graph.application", walk.GraphAdmin));
        Assert.Equal(walk.AppObjectId, list["value.0.id"]);
        var reader = await client.UserToken("reader", Client.GraphScope);
        await Client.Expect(403, client.Graph("DELETE", $"{Bin}/{walk.AppObjectId}", reader));
        await Client.Expect(204, client.Graph("DELETE", $"{Bin}/{walk.AppObjectId}", walk.GraphAdmin));
        Assert.Empty(client.World.RecycleBin());
        await Client.Expect(404, client.Graph("DELETE", $"{Bin}/{walk.AppObjectId}", walk.GraphAdmin));
    }

    [Fact]
    public async Task Deleting_a_principal_leaves_application_and_assignments()
    {
        var walk = await new Walk(client).App();
        await walk.PlatformPrincipal();
        await walk.Grants();
        await Client.Expect(204, client.Graph("DELETE", $"/servicePrincipals/{walk.PrincipalId}", walk.GraphAdmin));
        var items = client.World.Inventory();
        Assert.Contains(items, item => item.Id == walk.AppObjectId);
        Assert.Contains(items, item => item.Kind == "Arm.RoleAssignment" &&
            item.Properties.Contains(walk.PrincipalId, StringComparison.Ordinal));
        await Client.Expect(400, client.AppTokenReply(walk.AppId, walk.Secret));
    }

    [Fact]
    public async Task Personal_accounts_need_version_two_tokens()
    {
        var admin = await Admin();
        const string Audience = "AzureADandPersonalMicrosoftAccount";
        var refusal = await Client.Expect(400, client.Graph(
            "POST", "/applications", admin, new { displayName = "p", signInAudience = Audience }));
        Assert.Contains("requestedAccessTokenVersion", refusal["error.message"], StringComparison.Ordinal);
        await Client.Expect(201, client.Graph("POST", "/applications", admin,
            new { displayName = "p", signInAudience = Audience, api = new { requestedAccessTokenVersion = 2 } }));
    }

    [Fact]
    public async Task The_tenant_and_the_user_can_be_read()
    {
        var admin = await Admin();
        var tenant = await Client.Expect(200, client.Graph("GET", "/organization", admin));
        Assert.Equal(client.Tenant, tenant["value.0.id"]);
        var me = await Client.Expect(200, client.Graph("GET", "/me", admin));
        Assert.Equal("admin@demo.example", me["userPrincipalName"]);
    }

    [Fact]
    public async Task Tokens_are_checked()
    {
        var noToken = await Client.Expect(401, client.Send("GET", "https://graph.microsoft.com/v1.0/me"));
        Assert.Equal("InvalidAuthenticationToken", noToken["error.code"]);
        await Client.Expect(401, client.Graph("GET", "/me", "made-up"));
        await Client.Expect(401, client.Graph("GET", "/me", await client.UserToken()));
        var admin = await Admin();
        client.Wait(3600);
        await Client.Expect(401, client.Graph("GET", "/me", admin));
        var walk = await new Walk(client).App();
        var app = await Client.Expect(200, client.AppTokenReply(
            walk.AppId, walk.Secret, null, Client.GraphScope));
        await Client.Expect(403, client.Graph("GET", "/applications", app["access_token"]!));
    }

    private Task<string> Admin() => client.UserToken("admin", Client.GraphScope);

    private Task<Reply> App(string admin, string name, params string[] tags) => Client.Expect(201, client.Graph(
        "POST", "/applications", admin, new { displayName = name, signInAudience = "AzureADMultipleOrgs", tags }));

    private Task<Reply> Principal(string token, string appId) =>
        client.Graph("POST", "/servicePrincipals", token, new { appId });
}
