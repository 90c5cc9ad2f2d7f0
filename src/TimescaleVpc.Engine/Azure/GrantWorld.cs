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

    /// <summary>Whether a party's role is to be one of ours.</summary>
    public bool MakesRole(GrantParty party) => party == GrantParty.Own ? OwnRole : PlatformRole;

    /// <summary>The GUID of a party's role of ours.</summary>
    public string RoleGuid(GrantParty party) => AzureNames.RoleGuid(party, Subscription);
}

/// <summary>What there is of a party.</summary>
internal sealed record GrantPart
{
    /// <summary>The service principal; that of our application goes with it.</summary>
    public EntraPrincipal? Principal { get; init; }

    /// <summary>
    /// Whether this run created the principal. It then has no assignment, whatever an outdated list shows; a plan makes
    /// the same assumption.
    /// </summary>
    public bool PrincipalIsNew { get; init; }

    public AzureRole? Role { get; init; }

    /// <summary>
    /// For a grant the assignment that it uses. For a revocation all of the principal, of the role of ours, or, for our
    /// application, with our mark, in the subscription.
    /// </summary>
    public IReadOnlyList<AzureAssignment> Assignments { get; init; } = [];

    public AzureAssignment? Assignment => Assignments is [var first, ..] ? first : null;

    /// <summary>The same with what a step made, or would make.</summary>
    public GrantPart With(object item) => item switch
    {
        EntraPrincipal principal => this with { Principal = principal, PrincipalIsNew = true },
        AzureRole role => this with { Role = role },
        _ => this with { Assignments = [(AzureAssignment)item] },
    };
}

/// <summary>
/// The existing parts of a grant, and what else depends on them. A plan adds those that it would create.
/// </summary>
internal sealed record GrantWorld
{
    public EntraApp? App { get; init; }

    /// <summary>Whether this module created the application, and so is responsible for its service principal.</summary>
    public bool AppIsOurs { get; init; }

    /// <summary>Whether another peering of the project uses the application.</summary>
    public bool AppInUse { get; init; }

    public GrantPart Own { get; init; } = new();

    public GrantPart Platform { get; init; } = new();

    /// <summary>The VNets of the project's other peerings.</summary>
    public IReadOnlyList<string> OtherNetworks { get; init; } = [];

    public IEnumerable<AzureAssignment> Assignments => Own.Assignments.Concat(Platform.Assignments);

    public IEnumerable<AzureRole> Roles => new[] { Own.Role, Platform.Role }.OfType<AzureRole>();

    public GrantPart this[GrantParty party] => party == GrantParty.Own ? Own : Platform;

    /// <summary>The same with what a step made, or would make.</summary>
    public GrantWorld With(GrantParty party, object item) =>
        item is EntraApp app ? this with { App = app }
        : party == GrantParty.Own ? this with { Own = Own.With(item) }
        : this with { Platform = Platform.With(item) };
}
