using TimescaleVpc.Engine.Azure;

namespace TimescaleVpc.Tests.Decisions;

/// <summary>The parts of a grant that are removed or stay, with the reason, for all states of its parts.</summary>
public sealed class RevokeDecisionTests
{
    private const string Subscription = "0b1f6471-1bf0-4dda-aec3-cb9272f09590";
    private const string Above = "/subscriptions/" + Subscription;
    private const string Networks = Above + "/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/";
    private const string Scope = Networks + "v";

    private static readonly EntraPrincipal Own = new("own-holder", "app", null, []);
    private static readonly EntraPrincipal Platform = new(
        "platform-holder", "platform-app", null, [AzureNames.ProjectTag("demo")]);
    private static readonly AzureRole OwnRole = new($"{Above}/roles/own-role", "own role", []);
    private static readonly AzureRole PlatformRole = new($"{Above}/roles/platform-role", "platform role", []);

    private static readonly GrantIntent Intent = new(
        "demo", "vpc", Subscription, Scope, "platform-app", OwnApp: true, OwnRole: true, PlatformRole: true);

    /// <summary>A mark decides; without one the name does, which says nothing of the project.</summary>
    private static readonly DecisionTable Ours = new("""
        mark  | name  | list     | holder       | other project | is ours
        demo  | *     | *        | *            | *             | True
        other | *     | *        | *            | *             | False
        *     | other | *        | *            | *             | False
        *     | ours  | platform | *            | below         | False
        *     | ours  | platform | *            | *             | True
        *     | ours  | own      | other        | *             | False
        *     | ours  | own      | own, unknown | *             | True
        """);

    [Fact]
    public void An_assignment_is_ours_by_its_mark_or_by_its_name()
    {
        foreach (var mark in new[] { "demo", "DEMO", "other", "", "by hand", "TimescaleVpc: " })
        foreach (var name in new[] { "ours", "other" })
        foreach (var list in new[] { "own", "platform" })
        foreach (var holder in new[] { "own", "other", "unknown" })
        foreach (var otherProject in new[] { "", "below", "beside" })
        {
            var isMark = mark is "demo" or "DEMO" or "other";
            var item = Assignment(
                Above, holder == "other" ? "other-holder" : Own.ObjectId, OwnRole,
                isMark ? AzureNames.AssignmentNote(mark, "vpc") : mark, isNamed: name == "ours");
            AzureAssignment[] others = otherProject switch
            {
                "below" => [Assignment(Scope, "x", OwnRole, AzureNames.AssignmentNote("another", "vpc"))],
                "beside" => [Assignment("/subscriptions/b", "x", OwnRole, AzureNames.AssignmentNote("another", "vpc"))],
                _ => [Assignment(Scope, "x", OwnRole, AzureNames.AssignmentNote("demo", "vpc"))],
            };
            var world = new GrantWorld
            {
                Own = new()
                {
                    Principal = holder == "unknown" ? null : Own,
                    Assignments = list == "own" ? [item, .. others] : others,
                },
                Platform = new() { Assignments = list == "platform" ? [item] : [] },
            };
            Ours.Check(
                RevokeDecision.IsOurs(item, "demo", world), isMark ? mark.ToLowerInvariant() : "-", name, list, holder,
                otherProject);
        }

        Ours.CheckAllRowsDecided();
    }

    /// <summary>Where an assignment holds, against the VNet of the grant and those of other peerings.</summary>
    private static readonly DecisionTable Going = new("""
        ours  | holds         | other network | goes
        False | *             | *             | False
        *     | below, beside | *             | False
        *     | above         | there         | False
        *     | *             | *             | True
        """);

    [Fact]
    public void An_assignment_goes_that_only_this_VNet_needs()
    {
        foreach (var isOurs in new[] { false, true })
        foreach (var holds in new[] { "at", "above", "below", "beside" })
        foreach (var other in new[] { "", "there" })
        foreach (var isOwn in new[] { false, true })
        {
            var scope = holds switch
            {
                "at" => Scope.ToUpperInvariant(), "above" => Above, "below" => $"{Scope}/subnets/a",
                _ => Networks + "v2",
            };
            var item = Assignment(scope, "holder", OwnRole, AzureNames.AssignmentNote(isOurs ? "demo" : "other", "v"));
            var world = new GrantWorld
            {
                Own = new() { Assignments = isOwn ? [item] : [] },
                Platform = new() { Assignments = isOwn ? [] : [item] },
                OtherNetworks = other.Length > 0 ? [Networks + "v3"] : [],
            };
            var steps = RevokeDecision.Steps(Intent, world);
            Going.Check(steps.Count == 1, isOurs, holds, other);
            Assert.All(steps, step =>
            {
                Assert.Equal(isOwn ? "UnassignOwnRole" : "UnassignPlatformRole", step.Step.Action);
                Assert.Equal(item.Id, step.Id);
            });
        }

        Going.CheckAllRowsDecided();
    }

    /// <summary>A role of ours goes with its last assignment of those that the lists hold.</summary>
    private static readonly DecisionTable Roles = new("""
        role    | assigned | removed
        missing | *        | False
        *       | stays    | False
        *       | *        | True
        """);

    [Fact]
    public void A_role_goes_with_its_last_assignment()
    {
        foreach (var role in new[] { "missing", "there" })
        foreach (var assignee in new[] { "", "goes", "stays", "another stays" })
        foreach (var isOwn in new[] { false, true })
        {
            var (ownRole, platformRole) = isOwn ? (OwnRole, PlatformRole) : (PlatformRole, OwnRole);
            AzureAssignment[] items = assignee switch
            {
                "goes" => [Marked(ownRole)],
                "stays" => [Marked(ownRole), Foreign(ownRole with { Id = ownRole.Id.ToUpperInvariant() })],
                "another stays" => [Foreign(platformRole)],
                _ => [],
            };
            var there = role == "there" ? ownRole : null;
            var world = new GrantWorld
            {
                Own = isOwn ? new() { Role = there, Assignments = items } : new(),
                Platform = isOwn ? new() : new() { Role = there, Assignments = items },
            };
            var removals = RevokeDecision.Steps(Intent, world)
                .Where(step => step.Step.Action == (isOwn ? "RemoveOwnRole" : "RemovePlatformRole")).ToArray();
            Roles.Check(removals.Length == 1, role, assignee);
            Assert.All(removals, step => Assert.Equal(ownRole.Id, step.Id));
        }

        Roles.CheckAllRowsDecided();
    }

    /// <summary>
    /// The application is removed with its credentials if nothing else needs it; otherwise only our credentials are.
    /// While the directory hides its principal, an assignment of ours that stays holds it.
    /// </summary>
    private static readonly DecisionTable Application = new("""
        app     | ours  | in use | principal | assigned       | credentials | steps
        missing | *     | *      | *         | *              | *           | -
        *       | True  | False  | there     | -, to a hidden | *           | RemoveApplication
        *       | True  | False  | hidden    | -, to another  | *           | RemoveApplication
        *       | *     | *      | *         | *              | ours        | RemoveLeftCredential RemoveLeftCredential
        *       | *     | *      | *         | *              | *           | -
        """);

    [Fact]
    public void An_application_goes_if_nobody_else_needs_it()
    {
        foreach (var app in new[] { "missing", "there" })
        foreach (var isOurs in new[] { false, true })
        foreach (var isInUse in new[] { false, true })
        foreach (var principal in new[] { "there", "hidden" })
        foreach (var assignee in new[] { "", "to it", "to a hidden", "to another" })
        foreach (var credentials in new[] { "", "ours", "other" })
        {
            // The assignments hold beside the VNet, so they stay. One of ours is told by its mark.
            AzureAssignment? assignment = assignee switch
            {
                "to it" => Assignment(Networks + "v2", Own.ObjectId, OwnRole, AzureNames.AssignmentNote("demo", "v")),
                "to a hidden" => Assignment(Networks + "v2", "hidden", OwnRole, AzureNames.AssignmentNote("demo", "v")),
                "to another" => Assignment(Networks + "v2", "other", OwnRole, "by hand"),
                _ => null,
            };
            if (principal == "there" && assignee == "to another") continue;
            var world = new GrantWorld
            {
                App = app == "missing" ? null : new("object", "app", "name", null, [], null, Credentials(credentials)),
                AppIsOurs = isOurs, AppInUse = isInUse,
                Own = new()
                {
                    Principal = principal == "there" ? Own : null,
                    Assignments = assignment is null ? [] : [assignment],
                },
            };
            var steps = RevokeDecision.Steps(Intent, world);
            Application.Check(
                Say(steps), app, isOurs, isInUse, principal, assignee, credentials);
            Assert.All(steps, step => Assert.Equal("object", step.Id));
            Assert.All(steps, step => Assert.Equal(
                step.Step.Action == "RemoveLeftCredential",
                step.Credential?.Name.StartsWith("TimescaleVpc run ") == true));
        }

        Application.CheckAllRowsDecided();
    }

    private static readonly DecisionTable Principal = new("""
        principal | ours  | assigned | other network | steps
        missing   | *     | *        | *             | -
        *         | False | *        | *             | -
        *         | *     | to it    | *             | -
        *         | *     | *        | there         | -
        *         | *     | *        | *             | RemovePlatformPrincipal
        """);

    [Fact]
    public void The_platforms_principal_goes_with_the_last_peering()
    {
        foreach (var principal in new[] { "missing", "there" })
        foreach (var isOurs in new[] { false, true })
        foreach (var assignee in new[] { "", "to it", "to another" })
        foreach (var other in new[] { "", "there" })
        {
            var world = new GrantWorld
            {
                Platform = new()
                {
                    Principal = principal == "missing" ? null : isOurs ? Platform : Platform with { Tags = ["other"] },
                    Assignments = assignee.Length == 0 ? []
                        :
                        [
                            Assignment(
                                Networks + "v2", assignee == "to it" ? "PLATFORM-HOLDER" : "x", PlatformRole, null),
                        ],
                },
                OtherNetworks = other.Length == 0 ? [] : [Networks + "v3"],
            };
            Principal.Check(Say(RevokeDecision.Steps(Intent, world)), principal, isOurs, assignee, other);
        }

        Principal.CheckAllRowsDecided();
    }

    /// <summary>What holds a thing goes before it.</summary>
    [Fact]
    public void Everything_goes_in_order()
    {
        var world = Everything([Marked(OwnRole)], [Marked(PlatformRole)]);
        Assert.Equal(
            "UnassignOwnRole UnassignPlatformRole RemoveOwnRole RemovePlatformRole RemoveApplication "
                + "RemovePlatformPrincipal",
            Say(RevokeDecision.Steps(Intent, world)));
        Assert.Empty(RevokeDecision.Steps(Intent, new GrantWorld()));
    }

    /// <summary>An assignment without any mark holds what it assigns, and to whom.</summary>
    private static readonly DecisionTable Held = new("""
        mark     | role     | holder   | held
        ours     | *        | *        | -
        theirs   | *        | *        | -
        *        | own      | own      | own role, name
        *        | own      | platform | own role, platform application platform-app
        *        | own      | *        | own role
        *        | platform | own      | platform role, name
        *        | platform | platform | platform role, platform application platform-app
        *        | platform | *        | platform role
        *        | *        | own      | name
        *        | *        | platform | platform application platform-app
        *        | *        | *        | -
        """);

    [Fact]
    public void What_stays_is_told_with_what_holds_it()
    {
        foreach (var mark in new[] { "ours", "theirs", "", "by hand" })
        foreach (var role in new[] { "own", "platform", "another" })
        foreach (var holder in new[] { "own", "platform", "another" })
        foreach (var isOwn in new[] { false, true })
        {
            var item = Assignment(
                Scope,
                holder switch { "own" => Own.ObjectId, "platform" => Platform.ObjectId, _ => "x" },
                role switch { "own" => OwnRole, "platform" => PlatformRole, _ => OwnRole with { Id = "/roles/x" } },
                mark switch
                {
                    "ours" => AzureNames.AssignmentNote("demo", "v"),
                    "theirs" => AzureNames.AssignmentNote("other", "v"), _ => mark,
                });
            var world = Everything(isOwn ? [item] : [], isOwn ? [] : [item]);
            var holders = RevokeDecision.Held(Intent, world).ToArray();
            Held.Check(
                holders.Length == 0 ? "-" : string.Join(", ", holders.Select(one => one.What)), mark, role, holder);
            Assert.All(holders, one => Assert.Same(item, one.Holder));

            // What is not ours, or not there, is not held for the sake of others.
            Assert.Empty(RevokeDecision.Held(Intent, world with
            {
                AppIsOurs = false, Own = world.Own with { Role = null },
                Platform = world.Platform with { Role = null, Principal = Platform with { Tags = [] } },
            }));
        }

        Held.CheckAllRowsDecided();
    }

    private static GrantWorld Everything(AzureAssignment[] ownAssignments, AzureAssignment[] platform) => new()
    {
        App = new("object", "app", "name", null, [], null, []), AppIsOurs = true,
        Own = new() { Principal = Own, Role = OwnRole, Assignments = ownAssignments },
        Platform = new() { Principal = Platform, Role = PlatformRole, Assignments = platform },
    };

    private static EntraCredential[] Credentials(string whose) => whose switch
    {
        "ours" => [new("1", "TimescaleVpc run 1", null, false), new("2", "other", null, false),
            new("3", "TimescaleVpc run 2", null, true)],
        "other" => [new("2", "other", null, false)],
        _ => [],
    };

    /// <summary>An assignment that goes with the grant.</summary>
    private static AzureAssignment Marked(AzureRole role) =>
        Assignment(Scope, "holder", role, AzureNames.AssignmentNote("demo", "vpc"));

    private static AzureAssignment Foreign(AzureRole role) => Assignment(Scope, "x", role, "by hand");

    private static AzureAssignment Assignment(
        string scope, string holder, AzureRole role, string? mark, bool isNamed = false)
    {
        var name = isNamed ? AzureNames.AssignmentGuid(scope, holder, role.Guid) : $"by-hand-{holder}-{role.Guid}";
        return new($"{scope}/roleAssignments/{name}", scope, role.Id, holder, mark, null);
    }

    private static string Say(IReadOnlyList<RevokeStep> steps) =>
        steps.Count == 0 ? "-" : string.Join(' ', steps.Select(step => step.Step.Action));
}
