using TimescaleVpc.Sandbox.Core;

namespace TimescaleVpc.Sandbox.Entra;

/// <summary>All directories, and the tokens they gave out.</summary>
internal sealed class EntraState(World world)
{
    public List<Tenant> Tenants { get; } = [];

    public TokenStore Tokens { get; } = new(world);

    public Tenant Customer => Tenant(WellKnown.CustomerTenant)!;

    public Tenant Platform => Tenant(WellKnown.PlatformTenant)!;

    public Tenant? Tenant(string? idOrDomain) =>
        idOrDomain is null ? null : Tenants.Find(tenant => tenant.IsNamed(idOrDomain));

    /// <summary>The registration of an application in any tenant.</summary>
    public Application? Registration(string? appId) =>
        Tenants.Select(tenant => tenant.Application(appId)).FirstOrDefault(app => app is not null);

    public ServicePrincipal CreatePrincipal(Tenant tenant, Application app, DateTimeOffset visibleAt)
    {
        var principal = new ServicePrincipal(
            tenant.Id, world.Ids.Guid("servicePrincipal", $"{tenant.Id}/{app.AppId}"), app.AppId)
        {
            DisplayName = app.DisplayName,
            OwnerTenantId = app.TenantId,
            SignInAudience = app.SignInAudience,
            CreatedAt = world.Now,
            VisibleAt = visibleAt,
        };
        tenant.Principals.Add(principal);
        return principal;
    }

    public void DeletePrincipal(Tenant tenant, ServicePrincipal principal)
    {
        tenant.Principals.Remove(principal);
        principal.DeletedAt = world.Now;
        tenant.DeletedPrincipals.Add(principal);
    }

    /// <summary>Deletes the registration and its service principal at home; other tenants keep theirs.</summary>
    public void DeleteApplication(Tenant tenant, Application app)
    {
        if (tenant.PrincipalOf(app.AppId) is { } principal) DeletePrincipal(tenant, principal);
        tenant.Applications.Remove(app);
        app.DeletedAt = world.Now;
        tenant.DeletedApplications.Add(app);
    }
}
