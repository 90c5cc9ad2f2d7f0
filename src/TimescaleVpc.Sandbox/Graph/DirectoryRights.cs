using TimescaleVpc.Sandbox.Entra;

namespace TimescaleVpc.Sandbox.Graph;

/// <summary>The directory's actions that are checked here, as Entra's own roles name them.</summary>
internal static class DirectoryRights
{
    public const string ReadApplication = "microsoft.directory/applications/standard/read";
    public const string CreateApplication = "microsoft.directory/applications/create";
    public const string UpdateApplication = "microsoft.directory/applications/basic/update";
    public const string UpdateCredentials = "microsoft.directory/applications/credentials/update";
    public const string DeleteApplication = "microsoft.directory/applications/delete";
    public const string ReadPrincipal = "microsoft.directory/servicePrincipals/standard/read";
    public const string CreatePrincipal = "microsoft.directory/servicePrincipals/create";
    public const string UpdatePrincipal = "microsoft.directory/servicePrincipals/basic/update";
    public const string DeletePrincipal = "microsoft.directory/servicePrincipals/delete";
    public const string ReadOrganization = "microsoft.directory/organization/standard/read";
    public const string ReadPolicy = "microsoft.directory/policies/standard/read";
    public const string DeleteForGood = "microsoft.directory/deletedItems.applications/delete";

    /// <summary>The rights of every member of a directory, unless its owner revoked them.</summary>
    private static readonly string[] Member = [ReadApplication, ReadPrincipal, ReadOrganization];

    private static readonly string[] Administrator =
    [
        CreateApplication, UpdateApplication, UpdateCredentials, DeleteApplication, CreatePrincipal, UpdatePrincipal,
        DeletePrincipal, DeleteForGood, ReadPolicy,
    ];

    public static string[] All { get; } = [.. Member, .. Administrator];

    public static bool Allows(Tenant tenant, AccessToken token, string action) =>
        tenant.OwnActions.TryGetValue(token.PrincipalId, out var ownActions)
            ? ownActions.Contains(action)
            : Member.Contains(action) || (Administrator.Contains(action) &&
                token.DirectoryRoles.Contains(WellKnown.ApplicationAdministrator));
}
