namespace TimescaleVpc;

/// <summary>
/// The prerequisites in Entra ID and Azure for a peering of a VPC with a VNet: your application with its service
/// principal, the platform's service principal, a role for each, and both assignments.
/// </summary>
public sealed record AzurePeerGrant : ISessionBound, ILabelled
{
    /// <summary>The VPC that may be peered.</summary>
    public Vpc Vpc { get; internal init; } = new();

    /// <summary>The VNet that it may be peered with.</summary>
    public AzureVNet VNet { get; internal init; } = new();

    /// <summary>The VPC's id.</summary>
    public string VpcId => Vpc.VpcId;

    /// <summary>The VNet's ARM id.</summary>
    public string VNetId => VNet.VNetId;

    /// <summary>The VNet's name.</summary>
    public string VNetName => VNet.Name;

    /// <summary>The resource group that holds the VNet.</summary>
    public string ResourceGroupName => VNet.ResourceGroupName;

    /// <summary>The VPC's platform.</summary>
    public string Platform => Vpc.Platform;

    /// <summary>The platform project that owns the VPC.</summary>
    public string Project => Vpc.Project;

    /// <summary>Cloud and region of the VPC.</summary>
    public string? CloudName => Vpc.CloudName;

    /// <summary>Your Entra tenant.</summary>
    public string TenantId { get; internal init; } = "";

    /// <summary>The subscription that holds the VNet.</summary>
    public string SubscriptionId => VNet.SubscriptionId;

    /// <summary>The application (client) id of your own multi-tenant application.</summary>
    public string? AppId { get; internal init; }

    /// <summary>The object id of your application's service principal in your tenant.</summary>
    public string? ServicePrincipalId { get; internal init; }

    /// <summary>The application (client) id of the platform's application.</summary>
    public string PlatformAppId { get; internal init; } = "";

    /// <summary>The object id of the platform's service principal in your tenant.</summary>
    public string? PlatformServicePrincipalId { get; internal init; }

    /// <summary>The tenant that the platform's application comes from, as Entra reports it.</summary>
    public string? PlatformTenantId { get; internal init; }

    /// <summary>The role definition (ARM id) that your application holds.</summary>
    public string? OwnRoleId { get; internal init; }

    /// <summary>The role definition (ARM id) that the platform's service principal holds.</summary>
    public string? PlatformRoleId { get; internal init; }

    /// <summary>The ARM id of the assignment to your application.</summary>
    public string? OwnRoleAssignmentId { get; internal init; }

    /// <summary>The ARM id of the assignment to the platform's service principal.</summary>
    public string? PlatformRoleAssignmentId { get; internal init; }

    /// <summary>The ARM scope of both assignments: the VNet, its resource group or its subscription.</summary>
    public string Scope { get; internal init; } = "";

    /// <summary>The changes of this run so far.</summary>
    public PeeringStep[] Changes { get; internal init; } = [];

    /// <summary>True if this object stands for a plan (<c>-WhatIf</c>) and nothing was changed.</summary>
    public bool Planned { get; internal init; }

    /// <summary>The steps that a real run would take so far, in order; empty unless <see cref="Planned"/>.</summary>
    public PeeringStep[] Plan { get; internal init; } = [];

    /// <summary>The next step.</summary>
    public string? NextStep => PlanWords.Next(Planned, Plan) ?? (IsRevoked ? null : "Add-VpcPeering.");

    /// <summary>One from a file has its names only.</summary>
    private bool IsRevoked => Row is null && OwnRoleAssignmentId is null && PlatformRoleAssignmentId is null;

    internal TimescaleSession? Session { get; init; }

    TimescaleSession? ISessionBound.Session => Session;

    /// <summary>
    /// The row that it was read from: VPC and VNet are then names only; null for one that was granted.
    /// </summary>
    internal RowNames? Row { get; init; }

    /// <summary>
    /// When this run made or saw the younger of the two assignments; the start of the propagation window.
    /// </summary>
    internal DateTimeOffset? AssignedAt { get; init; }

    /// <summary>VPC and VNet.</summary>
    public override string ToString() => DisplayText.Of(this);

    string ILabelled.Label => $"{ILabelled.Of(Vpc)} - "
        + (VNet.ResourceGroupName.Length > 0 ? $"{VNet.ResourceGroupName}/{VNet.Name}" : VNet.Name);
}
