namespace TimescaleVpc.Tests.Sandbox;

public sealed class RoleTests : IDisposable
{
    private const string Assignments = "/providers/Microsoft.Authorization/roleAssignments";
    private const string Definitions = Client.Subscription + "/providers/Microsoft.Authorization/roleDefinitions";
    private readonly Client client = new();

    public void Dispose() => client.Dispose();

    [Fact]
    public async Task A_fresh_principal_needs_its_type_said()
    {
        var walk = await new Walk(client).App();
        var fresh = await Client.Expect(201, client.Graph(
            "POST", "/servicePrincipals", walk.GraphAdmin, new { appId = Client.PlatformApp }));
        var role = await walk.Role("platform", Walk.Peer);
        var refusal = await Client.Expect(400, walk.Assign(role, fresh["id"]!, type: null));
        Assert.Equal("PrincipalNotFound", refusal["error.code"]);
        var bare = fresh["id"]!.Replace("-", "", StringComparison.Ordinal);
        Assert.StartsWith($"Principal {bare} does not exist in the directory {client.Tenant}.",
            refusal["error.message"], StringComparison.Ordinal);
        await Client.Expect(201, walk.Assign(role, fresh["id"]!));
        // With a type the directory is not read, so a wrong id is accepted.
        await Client.Expect(201, walk.Assign(role, Guid.NewGuid().ToString()));
        var mismatch = await Client.Expect(400, walk.Assign(role, walk.PrincipalId, "User"));
        Assert.Equal("UnmatchedPrincipalType", mismatch["error.code"]);
        client.Wait(5);
        await Client.Expect(201, walk.Assign(role, fresh["id"]!, type: null, scope: Client.NetworkRg));
    }

    [Fact]
    public async Task One_assignment_per_scope_role_and_principal()
    {
        var walk = await new Walk(client).App();
        var (role, other) = (await walk.Role("one", Walk.Peer), await walk.Role("two", Walk.Peer));
        var name = Guid.NewGuid().ToString();
        var creation = await Client.Expect(201, walk.Assign(role, walk.PrincipalId, name: name));
        Assert.Equal($"{Client.ProdVNet}{Assignments}/{name}", creation["id"]);
        await Client.Expect(200, walk.Assign(role, walk.PrincipalId, name: name));
        var exists = await Client.Expect(409, walk.Assign(role, walk.PrincipalId, name: Guid.NewGuid().ToString()));
        Assert.Equal("RoleAssignmentExists", exists["error.code"]);
        Assert.Equal("The role assignment already exists.", exists["error.message"]);
        var update = await Client.Expect(400, walk.Assign(other, walk.PrincipalId, name: name));
        Assert.Equal("RoleAssignmentUpdateNotPermitted", update["error.code"]);
        Assert.Equal("Tenant ID, application ID, principal ID, and scope are not allowed to be updated.",
            update["error.message"]);
    }

    [Fact]
    public async Task Lists_filter_and_show_inherited_assignments()
    {
        var walk = await new Walk(client).App();
        var role = await walk.Role("one", Walk.Peer);
        await Client.Expect(201, walk.Assign(role, walk.PrincipalId));
        await Client.Expect(201, walk.Assign(role, walk.PrincipalId, scope: Client.NetworkRg));
        async Task<int> Count(string scope, string filter)
        {
            var list = await Client.Expect(200, client.Arm(
                "GET", $"{scope}{Assignments}?$filter={Uri.EscapeDataString(filter)}", walk.Admin));
            return list.Json["value"]!.AsArray().Count;
        }

        Assert.Equal(2, await Count(Client.ProdVNet, $"principalId eq '{walk.PrincipalId}'"));
        Assert.Equal(2, await Count(Client.ProdVNet, $"assignedTo('{walk.PrincipalId}')"));
        Assert.Equal(2, await Count(Client.NetworkRg, $"principalId eq '{walk.PrincipalId}'"));
        Assert.Equal(1, await Count(Client.NetworkRg, $"atScope() and assignedTo('{walk.PrincipalId}')"));
        Assert.Equal(6, await Count(Client.ProdVNet, "atScope()"));
        Assert.Equal(4, await Count(Client.Subscription, "atScope()"));
        await Client.Expect(400, client.Arm("GET", $"{Client.ProdVNet}{Assignments}?$filter=nonsense", walk.Admin));
    }

    [Fact]
    public async Task Deleting_assignments_and_roles_has_an_order()
    {
        var walk = await new Walk(client).App();
        var role = await walk.Role("one", Walk.Peer);
        var creation = await Client.Expect(201, walk.Assign(role, walk.PrincipalId));
        var reply = await Client.Expect(400, client.Arm("DELETE", role, walk.Admin));
        Assert.Equal("RoleDefinitionHasAssignments", reply["error.code"]);
        Assert.Equal("There are existing role assignments referencing role", reply["error.message"]);
        await Client.Expect(200, client.Arm("GET", creation["id"]!, walk.Admin));
        await Client.Expect(200, client.Arm("DELETE", creation["id"]!, walk.Admin));
        await Client.Expect(204, client.Arm("DELETE", creation["id"]!, walk.Admin));
        await Client.Expect(404, client.Arm("GET", creation["id"]!, walk.Admin));
        await Client.Expect(200, client.Arm("DELETE", role, walk.Admin));
        await Client.Expect(204, client.Arm("DELETE", role, walk.Admin));
    }

    [Fact]
    public async Task Role_names_are_unique_in_the_tenant_and_built_in_roles_are_found_by_name()
    {
        var walk = await new Walk(client).App();
        await walk.Role("one", Walk.Peer);
        var same = await Client.Expect(409, Define(walk, Guid.NewGuid().ToString(), "ONE"));
        Assert.Equal("RoleDefinitionWithSameNameExists", same["error.code"]);
        await Client.Expect(409, Define(walk, Guid.NewGuid().ToString(), "Reader"));
        var reply = await Client.Expect(200, client.Arm("GET",
            $"{Definitions}?$filter=roleName eq 'Network Contributor'", walk.Admin));
        Assert.Equal("4d97b98b-1d4f-4787-a291-c67834d212e7", reply["value.0.name"]);
        client.Wait(11);
        var custom = await Client.Expect(200, client.Arm("GET",
            $"{Client.ProdVNet}/providers/Microsoft.Authorization/roleDefinitions?$filter=type eq 'CustomRole'",
            walk.Admin));
        Assert.Equal("one", Assert.Single(custom.Json["value"]!.AsArray())!["properties"]!["roleName"]!.ToString());
    }

    [Fact]
    public async Task Lists_of_definitions_lag_behind_making_changing_and_deleting()
    {
        var walk = await new Walk(client).App();
        async Task<string> Listed(string filter) => string.Join(' ',
            (await Client.Expect(200, client.Arm("GET", $"{Definitions}?$filter={filter}", walk.Admin)))
                .Json["value"]!.AsArray().Select(item => item!["properties"]!["permissions"]![0]!["actions"]![0]!));
        const string All = "type eq 'CustomRole'", ByName = "roleName eq 'own'";

        var id = (await walk.Role("own", Walk.Peer)).Split('/')[^1];
        Assert.Equal(("", ""), (await Listed(All), await Listed(ByName)));
        client.Wait(11);
        Assert.Equal((Walk.Peer, Walk.Peer), (await Listed(All), await Listed(ByName)));

        await walk.Role("own", "Microsoft.Network/*");
        Assert.Equal((Walk.Peer, ""), (await Listed(All), await Listed(ByName)));
        var now = await Client.Expect(200, client.Arm("GET", $"{Definitions}/{id}", walk.Admin));
        Assert.Equal("Microsoft.Network/*", now["properties.permissions.0.actions.0"]);
        client.Wait(11);
        Assert.Equal("Microsoft.Network/*", await Listed(All));

        await Client.Expect(200, client.Arm("DELETE", $"{Definitions}/{id}", walk.Admin));
        Assert.Equal("Microsoft.Network/*", await Listed(All));
        await Client.Expect(404, client.Arm("GET", $"{Definitions}/{id}", walk.Admin));
        client.Wait(11);
        Assert.Empty(await Listed(All));
    }

    [Fact]
    public async Task A_role_must_be_known_and_assignable_here()
    {
        var walk = await new Walk(client).App();
        var unknownReply = await Client.Expect(404, walk.Assign($"{Definitions}/{Guid.NewGuid()}", walk.PrincipalId));
        Assert.Equal("RoleDefinitionDoesNotExist", unknownReply["error.code"]);
        var id = Guid.NewGuid().ToString();
        await Client.Expect(201, Define(walk, id, "narrow", $"{Client.Subscription}/resourceGroups/Other-RG"));
        await Client.Expect(404, walk.Assign($"{Definitions}/{id}", walk.PrincipalId));
        client.Wait(2);
        var elsewhere = await Client.Expect(400, walk.Assign($"{Definitions}/{id}", walk.PrincipalId));
        Assert.Equal("RoleAssignmentScopeNotAssignableToRoleDefinition", elsewhere["error.code"]);
        await Client.Expect(201, walk.Assign($"{Definitions}/{id}", walk.PrincipalId,
            scope: $"{Client.Subscription}/resourceGroups/Other-RG"));
    }

    [Fact]
    public async Task A_right_counts_late_and_only_for_tokens_issued_after_that()
    {
        var walk = await new Walk(client).App();
        await walk.PlatformPrincipal();
        await walk.Grants([.. Walk.OwnActions, "Microsoft.Authorization/permissions/read"]);
        var early = await client.AppToken(walk.AppId, walk.Secret);
        await Client.Expect(403, client.Arm("GET", Client.ProdVNet, early));
        client.Wait(44);
        await Client.Expect(403, client.Arm("GET", Client.ProdVNet, await client.AppToken(walk.AppId, walk.Secret)));
        client.Wait(1);
        await Client.Expect(403, client.Arm("GET", Client.ProdVNet, early));
        var late = await client.AppToken(walk.AppId, walk.Secret);
        await Client.Expect(200, client.Arm("GET", Client.ProdVNet, late));
        var permissions = await Client.Expect(200, client.Arm("GET",
            $"{Client.ProdVNet}/providers/Microsoft.Authorization/permissions", late));
        Assert.Contains(Walk.Peer, permissions["value.0.actions"], StringComparison.Ordinal);
        await Client.Expect(403, client.Arm("GET",
            $"{Client.Subscription}/providers/Microsoft.Authorization/permissions", late));
    }

    [Fact]
    public async Task Not_actions_take_away()
    {
        var walk = await new Walk(client).App();
        var contributor = $"{Definitions}/b24988ac-6180-42a0-ab88-20f7382dd24c";
        await Client.Expect(201, walk.Assign(contributor, walk.PrincipalId, scope: Client.Subscription));
        client.Wait(45);
        var app = await client.AppToken(walk.AppId, walk.Secret);
        await Client.Expect(200, client.Arm("GET", Client.ProdVNet, app));
        await Client.Expect(403, client.Arm("PUT", $"{Client.ProdVNet}{Assignments}/{Guid.NewGuid()}", app,
            new { properties = new { roleDefinitionId = contributor, principalId = walk.PrincipalId } }));
    }

    [Theory]
    [InlineData("reader", 403)]
    [InlineData("identity", 403)]
    [InlineData("netadmin", 201)]
    public async Task Duties_are_split(string user, int status)
    {
        var token = await client.UserToken(user);
        var graph = await client.UserToken(user, Client.GraphScope);
        await Client.Expect(status, client.Arm("PUT", $"{Definitions}/{Guid.NewGuid()}", token, Body("r")));
        await Client.Expect(user == "identity" ? 201 : 403,
            client.Graph("POST", "/applications", graph, new { displayName = "x" }));
    }

    [Fact]
    public async Task A_location_in_the_body_is_refused_by_setting()
    {
        var admin = await client.UserToken();
        var body = new { location = "westeurope", properties = new { } };
        client.World.Settings.RefuseLocation = true;
        var refusal = await Client.Expect(400, client.Arm("PUT", $"{Definitions}/{Guid.NewGuid()}", admin, body));
        Assert.Contains("location", refusal["error.message"], StringComparison.Ordinal);
    }

    private Task<Reply> Define(Walk walk, string id, string name, string? scope = null) =>
        client.Arm("PUT", $"{Definitions}/{id}", walk.Admin, Body(name, scope));

    private static object Body(string name, string? scope = null) => new
    {
        properties = new
        {
            roleName = name,
            permissions = new[] { new { actions = new[] { Walk.Peer } } },
            assignableScopes = new[] { scope ?? Client.Subscription },
        },
    };
}
