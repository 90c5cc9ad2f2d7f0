namespace TimescaleVpc.Engine.Azure;

/// <summary>What a grant is to bring about.</summary>
/// <param name="Project">The platform project that the application serves.</param>
/// <param name="VpcId">The VPC to be peered.</param>
/// <param name="Subscription">The subscription of the VNet.</param>
/// <param name="Scope">Where the assignments are to hold.</param>
/// <param name="PlatformAppId">The platform's application.</param>
/// <param name="OwnApp">False if somebody else made the application.</param>
/// <param name="OwnRole">False if the own application's role is given.</param>
/// <param name="PlatformRole">False if the platform's role is given.</param>
internal sealed record GrantIntent(
    string Project, string VpcId, string Subscription, string Scope, string PlatformAppId,
    bool OwnApp, bool OwnRole, bool PlatformRole);

/// <summary>What is there of a grant. A plan fills in what would be made.</summary>
internal sealed record GrantWorld
{
    public EntraApp? App { get; init; }

    /// <summary>Did this module make the application? Then its service principal is our matter, too.</summary>
    public bool AppIsOurs { get; init; }

    public EntraPrincipal? OwnPrincipal { get; init; }

    public EntraPrincipal? PlatformPrincipal { get; init; }

    /// <summary>
    /// Did this run make the principal? Then nothing is assigned to it, whatever a list that was behind says later:
    /// the plan could not know better either.
    /// </summary>
    public bool OwnPrincipalIsNew { get; init; }

    public bool PlatformPrincipalIsNew { get; init; }

    public AzureRole? OwnRole { get; init; }

    public AzureRole? PlatformRole { get; init; }

    public AzureAssignment? OwnAssignment { get; init; }

    public AzureAssignment? PlatformAssignment { get; init; }
}
