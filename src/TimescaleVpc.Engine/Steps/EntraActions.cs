namespace TimescaleVpc.Engine.Steps;

/// <summary>
/// The actions in the directory, as Entra's roles name them. Graph's refusals do not name the missing one.
/// </summary>
internal static class EntraActions
{
    private const string Apps = "microsoft.directory/applications/";
    private const string Principals = "microsoft.directory/servicePrincipals/";

    public const string ReadApp = Apps + "standard/read";
    public const string CreateApp = Apps + "create";
    public const string UpdateApp = Apps + "basic/update";
    public const string DeleteApp = Apps + "delete";
    public const string UpdateCredentials = Apps + "credentials/update";
    public const string ReadPrincipal = Principals + "standard/read";
    public const string CreatePrincipal = Principals + "create";
    public const string DeletePrincipal = Principals + "delete";
    public const string ReadPolicy = "microsoft.directory/policies/standard/read";
}
