using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Azure;

/// <summary>The goal of a grant.</summary>
/// <param name="Project">The platform project that the application serves.</param>
/// <param name="VpcId">The VPC to be peered.</param>
/// <param name="Subscription">The subscription of the VNet.</param>
/// <param name="Scope">Where the assignments are to hold.</param>
/// <param name="PlatformAppId">The platform's application.</param>
/// <param name="OwnApp">False for an application that this module did not create.</param>
/// <param name="OwnRole">False if the own application's role is given.</param>
/// <param name="PlatformRole">False if the platform's role is given.</param>
internal sealed record GrantIntent(
    string Project, string VpcId, string Subscription, string Scope, string PlatformAppId,
    bool OwnApp = true, bool OwnRole = true, bool PlatformRole = true)
{
    /// <summary>Tags of the user for an application of ours, beside ours.</summary>
    public UserTags? Tags { get; init; }
}

/// <summary>The existing parts of a grant.</summary>
internal abstract record GrantParts
{
    public EntraApp? App { get; init; }

    /// <summary>Whether this module created the application, and so is responsible for its service principal.</summary>
    public bool AppIsOurs { get; init; }

    /// <summary>The application's service principal; it goes with the application.</summary>
    public EntraPrincipal? OwnPrincipal { get; init; }

    public EntraPrincipal? PlatformPrincipal { get; init; }

    public AzureRole? OwnRole { get; init; }

    public AzureRole? PlatformRole { get; init; }
}

/// <summary>The parts of a grant that is to be made. A plan adds those that it would create.</summary>
internal sealed record GrantWorld : GrantParts
{
    /// <summary>
    /// Whether this run created the principal. It then has no assignment, whatever an outdated list shows; a plan makes
    /// the same assumption.
    /// </summary>
    public bool OwnPrincipalIsNew { get; init; }

    public bool PlatformPrincipalIsNew { get; init; }

    public AzureAssignment? OwnAssignment { get; init; }

    public AzureAssignment? PlatformAssignment { get; init; }
}
