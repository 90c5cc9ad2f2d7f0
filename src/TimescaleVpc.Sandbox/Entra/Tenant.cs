namespace TimescaleVpc.Sandbox.Entra;

/// <summary>A directory with its users, applications and service principals, and its recycle bin.</summary>
internal sealed class Tenant(string id, string name, string domain)
{
    public string Id { get; } = id;

    public string Name { get; } = name;

    public string Domain { get; } = domain;

    public List<User> Users { get; } = [];

    public List<Application> Applications { get; } = [];

    public List<ServicePrincipal> Principals { get; } = [];

    public List<Application> DeletedApplications { get; } = [];

    public List<ServicePrincipal> DeletedPrincipals { get; } = [];

    /// <summary>By object id, the users whose rights in the directory are exactly these.</summary>
    public Dictionary<string, HashSet<string>> OwnActions { get; } = [];

    /// <summary>What the default policy for applications forbids; empty if it is not enabled.</summary>
    public List<AppRestriction> AppRestrictions { get; } = [];

    /// <summary>The number of objects in the directory's quota; deleted ones count until they are purged.</summary>
    public int Objects => Users.Count + Applications.Count + Principals.Count + DeletedApplications.Count
        + DeletedPrincipals.Count;

    public bool IsNamed(string name) => Same(Id, name) || Same(Domain, name);

    public ServicePrincipal? PrincipalOf(string? appId) => Principals.Find(item => Same(item.AppId, appId));

    public ServicePrincipal? Principal(string? objectId) => Principals.Find(item => Same(item.ObjectId, objectId));

    public Application? Application(string? appId) => Applications.Find(item => Same(item.AppId, appId));
}
