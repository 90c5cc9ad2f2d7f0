namespace TimescaleVpc.Engine.Azure;

/// <summary>The existing parts of a grant that is revoked, and their other dependents.</summary>
internal sealed record RevokeWorld : GrantParts
{
    /// <summary>Whether this module created the platform's service principal.</summary>
    public bool PlatformPrincipalIsOurs { get; init; }

    /// <summary>The assignments in the subscription of our application, of our role for it, or with our mark.</summary>
    public IReadOnlyList<AzureAssignment> OwnAssignments { get; init; } = [];

    /// <summary>
    /// The assignments in the subscription of the platform's service principal, or of our role for it.
    /// </summary>
    public IReadOnlyList<AzureAssignment> PlatformAssignments { get; init; } = [];

    /// <summary>The VNets of the project's other peerings.</summary>
    public IReadOnlyList<string> OtherNetworks { get; init; } = [];

    /// <summary>Whether another peering of the project uses the application.</summary>
    public bool AppInUse { get; init; }
}
