using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Entra;

/// <summary>One token request.</summary>
internal sealed class TokenEndpoint(SimulatedRequest request)
{
    private readonly World world = request.World;

    private readonly Dictionary<string, string> form = SimulatedRequest.Parse(request.Body)
        .GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.First().Value);

    public SimulatedResponse Respond() => form.GetValueOrDefault("grant_type") switch
    {
        "client_credentials" => ForApplication(),
        "password" => ForPassword(),
        "refresh_token" => ForRefreshToken(),
        null => throw EntraErrors.Missing(world, "grant_type"),
        var other => throw EntraErrors.Refuse(world, 400, "unsupported_grant_type", 70003,
            $"The app requested an unsupported grant type '{other}'."),
    };

    private SimulatedResponse ForApplication()
    {
        var tenant = FindTenant();
        var clientId = Need("client_id");
        var audience = Audience();
        var app = world.Entra.Registration(clientId);
        var principal = tenant.PrincipalOf(clientId);
        if (app is null || principal is null || !IsUsable(tenant, app, principal))
            throw EntraErrors.UnknownApplication(world, clientId, tenant);
        if (form.TryGetValue("client_assertion", out var assertion))
            new ClientAssertion(world, tenant, app).Check(assertion, form.GetValueOrDefault("client_assertion_type"));
        else
            CheckSecret(app, Need("client_secret"));
        return Grant(new AccessToken
        {
            TenantId = tenant.Id,
            Audience = audience,
            AppId = app.AppId,
            PrincipalId = principal.ObjectId,
            IssuedAt = world.Now,
            ExpiresAt = world.Now + world.Settings.TokenLifetime,
        });
    }

    private bool IsUsable(Tenant tenant, Application app, ServicePrincipal principal) =>
        app.VisibleAt <= world.Now && principal.VisibleAt <= world.Now &&
        (app.TenantId == tenant.Id || app.IsMultiTenant);

    private void CheckSecret(Application app, string secret)
    {
        var password = app.Passwords.Find(item => item.Is(secret));
        if (password is null || password.UsableAt > world.Now) throw EntraErrors.WrongSecret(world, app.AppId);
        if (password.EndsAt <= world.Now) throw EntraErrors.ExpiredSecret(world, app.AppId);
    }

    private SimulatedResponse ForPassword()
    {
        var name = Need("username");
        var tenant = Same(request["tenant"], "organizations")
            ? world.Entra.Tenants.Find(item => name.EndsWith("@" + item.Domain, StringComparison.OrdinalIgnoreCase))
                ?? throw EntraErrors.WrongPassword(world)
            : FindTenant();
        var clientId = Need("client_id");
        if (!Same(clientId, WellKnown.AzureCli) && !Same(clientId, WellKnown.AzurePowerShell))
            throw EntraErrors.UnknownApplication(world, clientId, tenant);
        var audience = Audience();
        var user = tenant.Users.Find(item => Same(item.Upn, name));
        if (user is null || user.Password != Need("password")) throw EntraErrors.WrongPassword(world);
        return ForUser(tenant, user, clientId, audience);
    }

    // A refresh token is bound to its user and client, not to a resource; older ones stay valid.
    private SimulatedResponse ForRefreshToken()
    {
        var token = world.Entra.Tokens.FindRenewal(Need("refresh_token"));
        var clientId = Need("client_id");
        if (token is null || !Same(token.ClientId, clientId)) throw EntraErrors.WrongRefreshToken(world);
        if (token.EndsAt <= world.Now) throw EntraErrors.ExpiredRefreshToken(world);
        var tenant = Same(request["tenant"], "organizations") ? HomeOf(token.User) : FindTenant();
        if (!tenant.Users.Exists(item => item.ObjectId == token.User.ObjectId))
            throw EntraErrors.UnknownUser(world, token.User.Upn, tenant);
        return ForUser(tenant, token.User, clientId, Audience());
    }

    private Tenant HomeOf(User user) =>
        world.Entra.Tenants.First(item => item.Users.Exists(other => other.ObjectId == user.ObjectId));

    private SimulatedResponse ForUser(Tenant tenant, User user, string clientId, string audience)
    {
        var response = Grant(new AccessToken
        {
            TenantId = tenant.Id,
            Audience = audience,
            AppId = clientId,
            PrincipalId = user.ObjectId,
            Upn = user.Upn,
            DirectoryRoles = user.DirectoryRoles,
            IssuedAt = world.Now,
            ExpiresAt = world.Now + world.Settings.TokenLifetime,
        });
        var body = response.Body!.AsObject();
        body["scope"] = Need("scope");
        body["id_token"] = world.Entra.Tokens.IdToken(tenant, user, clientId);
        if (Scopes().Contains("offline_access"))
            body["refresh_token"] = world.Entra.Tokens.Renewal(user, clientId);
        body["client_info"] = TokenStore.Base64Url($$"""{"uid":"{{user.ObjectId}}","utid":"{{tenant.Id}}"}""");
        return response;
    }

    private SimulatedResponse Grant(AccessToken token)
    {
        var seconds = (token.ExpiresAt - token.IssuedAt).Seconds();
        return new SimulatedResponse(200, new JsonObject
        {
            ["token_type"] = "Bearer",
            ["expires_in"] = seconds - 1,
            ["ext_expires_in"] = seconds - 1,
            ["access_token"] = world.Entra.Tokens.Issue(token),
        });
    }

    private Tenant FindTenant() =>
        world.Entra.Tenant(request["tenant"]) ?? throw EntraErrors.UnknownTenant(world, request["tenant"]);

    private string Audience()
    {
        // Libraries add their own scopes for users; these do not name a resource.
        var resources = Scopes()
            .Where(item => item is not ("openid" or "profile" or "offline_access" or "email")).ToList();
        return resources switch
        {
            ["https://management.azure.com/.default"] or ["https://management.azure.com//.default"] or
                ["https://management.core.windows.net/.default"] or ["https://management.core.windows.net//.default"]
                => WellKnown.ArmAudience,
            ["https://graph.microsoft.com/.default"] or ["https://graph.microsoft.com//.default"]
                => WellKnown.GraphAudience,
            _ => throw EntraErrors.WrongScope(world, Need("scope")),
        };
    }

    private string[] Scopes() => Need("scope").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private string Need(string name) =>
        form.TryGetValue(name, out var value) && value.Length > 0 ? value : throw EntraErrors.Missing(world, name);
}
