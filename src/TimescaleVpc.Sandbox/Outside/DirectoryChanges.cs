using System.Xml;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Entra;

namespace TimescaleVpc.Sandbox.Outside;

/// <summary>Changes to the directories from outside.</summary>
internal static class DirectoryChanges
{
    private const int SecretYears = 2;
    private static readonly TimeSpan UsualLifetime = TimeSpan.FromDays(30);

    public static IReadOnlyList<OutsideChange> All { get; } =
    [
        new("AddAppPolicy", AddPolicy, [.. AppRestriction.Types]),
        new("AddSecret", AddSecret),
        new("DeleteApplication", DeleteApplication),
        new("DeleteServicePrincipal", DeleteServicePrincipal),
        new("RemoveAppPolicy", RemovePolicy),
    ];

    /// <summary>By object id, application id or name.</summary>
    private static void DeleteApplication(World world, string target)
    {
        var (tenant, app) = Application(world, target);
        world.Entra.DeleteApplication(tenant, app);
    }

    /// <summary>A secret of another party's for an application; it stays.</summary>
    private static void AddSecret(World world, string target)
    {
        var (_, app) = Application(world, target);
        var name = $"outside/{app.ObjectId}";
        app.Passwords.Add(new PasswordCredential(
            world.Ids.Guid("passwordCredential", name), "sbx8Q~" + world.Ids.Text("secret", name)[..34])
        {
            DisplayName = "made outside",
            StartsAt = world.Now,
            EndsAt = world.Now.AddYears(SecretYears),
            UsableAt = world.Now,
        });
    }

    /// <summary>By object id in any tenant, or by application id or name in the customer's.</summary>
    private static void DeleteServicePrincipal(World world, string target)
    {
        foreach (var tenant in world.Entra.Tenants)
        {
            var isOwn = tenant == world.Entra.Customer;
            var principal = tenant.Principals.Find(item => Same(item.ObjectId, target) ||
                (isOwn && (Same(item.AppId, target) || Same(item.DisplayName, target))));
            if (principal is null) continue;
            world.Entra.DeletePrincipal(tenant, principal);
            return;
        }

        throw OutsideWorld.Unknown("service principal", target);
    }

    /// <summary>Ends the restrictions of a tenant's default policy for applications.</summary>
    private static void RemovePolicy(World world, string target) => Tenant(world, target).AppRestrictions.Clear();

    /// <summary>The target is a tenant and, after a space, the longest life of a secret, as in P30D.</summary>
    private static void AddPolicy(World world, string type, string target)
    {
        var parts = target.Split(' ', 2, StringSplitOptions.TrimEntries);
        var typeName = AppRestriction.Types.FirstOrDefault(item => Same(item, type))
            ?? throw OutsideWorld.Unknown("restriction of credentials", type);
        var restrictions = Tenant(world, parts[0]).AppRestrictions;
        var lifetime = typeName == AppRestriction.Lifetime
            ? parts.Length > 1 ? Duration(parts[1]) : UsualLifetime : (TimeSpan?)null;
        restrictions.RemoveAll(item => item.Type == typeName);
        restrictions.Add(new AppRestriction(typeName, lifetime, null));
    }

    private static TimeSpan Duration(string text)
    {
        try
        {
            return XmlConvert.ToTimeSpan(text);
        }
        catch (FormatException)
        {
            throw OutsideWorld.Unknown("duration", text);
        }
    }

    private static Tenant Tenant(World world, string target) =>
        world.Entra.Tenant(target) ?? throw OutsideWorld.Unknown("tenant", target);

    private static (Tenant Tenant, Application App) Application(World world, string target)
    {
        foreach (var tenant in world.Entra.Tenants)
        {
            var app = tenant.Applications.Find(item =>
                Same(item.ObjectId, target) || Same(item.AppId, target) || Same(item.DisplayName, target));
            if (app is not null) return (tenant, app);
        }

        throw OutsideWorld.Unknown("application", target);
    }
}
