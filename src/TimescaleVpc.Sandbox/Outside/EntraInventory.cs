using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Entra;

namespace TimescaleVpc.Sandbox.Outside;

/// <summary>The objects of all directories.</summary>
internal static class EntraInventory
{
    public static IEnumerable<SandboxItem> Live(World world) => world.Entra.Tenants.SelectMany(Of);

    public static IEnumerable<SandboxItem> Deleted(World world) =>
    [
        .. world.Entra.Tenants.SelectMany(tenant => tenant.DeletedApplications).Select(Of),
        .. world.Entra.Tenants.SelectMany(tenant => tenant.DeletedPrincipals).Select(Of),
    ];

    private static IEnumerable<SandboxItem> Of(Tenant tenant)
    {
        foreach (var app in tenant.Applications)
        {
            yield return Of(app);
            foreach (var secret in app.Passwords)
                yield return Credential(app, secret.KeyId, secret.DisplayName, "password", secret.EndsAt);
            foreach (var key in app.Keys)
                yield return Credential(app, key.KeyId, key.DisplayName, "certificate", key.EndsAt);
        }

        foreach (var principal in tenant.Principals) yield return Of(principal);
        foreach (var item in tenant.AppRestrictions)
            yield return Inventory.Item("Entra.AppPolicy", $"{tenant.Id}/{item.Type}", item.Type,
                ("createdAfter", item.CreatedAfter?.Iso()), ("maxLifetime", $"{item.MaxLifetime}"));
    }

    private static SandboxItem Of(Application app) => Inventory.Item("Entra.Application", app.ObjectId, app.DisplayName,
        ("appId", app.AppId), ("audience", app.SignInAudience), ("tags", string.Join(',', app.Tags.Order())),
        ("tenant", app.TenantId));

    private static SandboxItem Of(ServicePrincipal item) => Inventory.Item("Entra.ServicePrincipal", item.ObjectId,
        item.DisplayName, ("appId", item.AppId), ("tags", string.Join(',', item.Tags.Order())),
        ("tenant", item.TenantId));

    private static SandboxItem Credential(
        Application app, string keyId, string? name, string type, DateTimeOffset ends) => Inventory.Item(
        "Entra.Credential", keyId, name ?? keyId, ("appId", app.AppId), ("ends", ends.Iso()), ("type", type));
}
