namespace TimescaleVpc.Engine.Azure;

/// <summary>A role assignment.</summary>
/// <param name="Id">Its ARM id.</param>
/// <param name="Scope">Where it holds, and below.</param>
/// <param name="RoleId">The ARM id of the role definition.</param>
/// <param name="PrincipalId">The object id of the principal.</param>
/// <param name="Description">Our mark, if we made it.</param>
/// <param name="Created">When it was made; null if ARM does not say.</param>
internal sealed record AzureAssignment(
    string Id, string Scope, string RoleId, string PrincipalId, string? Description, DateTimeOffset? Created)
{
    public string RoleGuid => RoleId[(RoleId.LastIndexOf('/') + 1)..];
}
