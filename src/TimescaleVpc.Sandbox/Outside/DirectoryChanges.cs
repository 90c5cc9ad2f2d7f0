using TimescaleVpc.Sandbox.Core;

namespace TimescaleVpc.Sandbox.Outside;

/// <summary>Changes to the directories from outside.</summary>
internal static class DirectoryChanges
{
    /// <summary>By object id, application id or name.</summary>
    public static void DeleteApplication(World world, string target)
    {
        foreach (var tenant in world.Entra.Tenants)
        {
            var app = tenant.Applications.Find(item =>
                Same(item.ObjectId, target) || Same(item.AppId, target) || Same(item.DisplayName, target));
            if (app is null) continue;
            world.Entra.DeleteApplication(tenant, app);
            return;
        }

        throw OutsideWorld.Unknown("application", target);
    }

    /// <summary>By object id in any tenant, or by application id or name in the customer's.</summary>
    public static void DeleteServicePrincipal(World world, string target)
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
}
