using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Entra;

namespace TimescaleVpc.Sandbox.Graph;

/// <summary>The caller of a request to Graph, and its rights in the directory.</summary>
internal sealed class GraphCaller(World world, AccessToken token)
{
    public AccessToken Token => token;

    public Tenant Tenant => world.Entra.Tenant(token.TenantId)!;

    /// <summary>Members of a directory may read it; an application without permissions may do nothing.</summary>
    public void RequireAny()
    {
        if (token.Upn is null) throw GraphErrors.Denied(world);
    }

    public bool IsAllowed(string action) => DirectoryRights.Allows(Tenant, token, action);
}
