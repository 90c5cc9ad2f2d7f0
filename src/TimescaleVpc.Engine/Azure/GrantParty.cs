using TimescaleVpc.Engine.Steps;

namespace TimescaleVpc.Engine.Azure;

/// <summary>One of the two that a grant gives a role: the customer's application, and the platform's.</summary>
/// <param name="Title">Tells its role from the other one, for people.</param>
/// <param name="Key">The same for ids.</param>
/// <param name="Description">What its role is for.</param>
/// <param name="Actions">What a role of ours allows it.</param>
/// <param name="Minimum">What any other role must allow.</param>
internal sealed record GrantParty(string Title, string Key, string Description, string[] Actions, string[] Minimum)
{
    public static readonly GrantParty Own = new(
        "link", "own-role", "Lets the application of TimescaleVpc link VNets with Timescale VPCs.", RoleActions.Own,
        RoleActions.OwnMinimum)
    {
        CreateRole = StepCatalogue.CreateOwnRole, RemoveRole = StepCatalogue.RemoveOwnRole,
        Assign = StepCatalogue.AssignOwnRole, Unassign = StepCatalogue.UnassignOwnRole,
    };

    public static readonly GrantParty Platform = new(
        "platform", "platform-role", "Lets Timescale's platform be peered with VNets, and nothing else.",
        RoleActions.Platform, RoleActions.Platform)
    {
        CreateRole = StepCatalogue.CreatePlatformRole, RemoveRole = StepCatalogue.RemovePlatformRole,
        Assign = StepCatalogue.AssignPlatformRole, Unassign = StepCatalogue.UnassignPlatformRole,
    };

    public static readonly GrantParty[] Both = [Own, Platform];

    public required StepKind CreateRole { get; init; }

    public required StepKind RemoveRole { get; init; }

    public required StepKind Assign { get; init; }

    public required StepKind Unassign { get; init; }

    /// <summary>The party that a step of a grant is for.</summary>
    public static GrantParty Of(PeeringStep step) =>
        step.Action == StepCatalogue.CreatePlatformPrincipal.Action || step.Action == Platform.CreateRole.Action
        || step.Action == Platform.Assign.Action ? Platform : Own;

    /// <summary>The ARM id of its role of ours in a subscription.</summary>
    public string RoleId(string subscription) =>
        ArmRoles.RoleId(subscription, AzureNames.RoleGuid(this, subscription));
}
