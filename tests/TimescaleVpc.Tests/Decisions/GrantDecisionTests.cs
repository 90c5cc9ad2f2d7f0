using System.Collections;
using TimescaleVpc.Engine.Azure;

namespace TimescaleVpc.Tests.Decisions;

/// <summary>The remaining steps of a grant, for all states of its parts, whatever their origin.</summary>
public sealed class GrantDecisionTests
{
    private const string Scope = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v";

    /// <summary>What is there: the platform's principal, the application and its own, both roles.</summary>
    private static readonly DecisionTable Shared = new("""
        platform | app     | own     | own role | platform role | steps
        missing  | *       | *       | *        | *             | CreatePlatformPrincipal
        *        | missing | *       | *        | *             | CreateApplication
        *        | *       | missing | missing  | missing       | CreateOwnPrincipal CreateOwnRole CreatePlatformRole
        *        | *       | missing | missing  | *             | CreateOwnPrincipal CreateOwnRole
        *        | *       | missing | *        | missing       | CreateOwnPrincipal CreatePlatformRole
        *        | *       | missing | *        | *             | CreateOwnPrincipal
        *        | *       | *       | missing  | missing       | CreateOwnRole CreatePlatformRole
        *        | *       | *       | missing  | *             | CreateOwnRole
        *        | *       | *       | *        | missing       | CreatePlatformRole
        *        | *       | *       | *        | *             | -
        """);

    private static readonly DecisionTable Assignments = new("""
        own     | platform | steps
        missing | missing  | AssignOwnRole AssignPlatformRole
        missing | *        | AssignOwnRole
        *       | missing  | AssignPlatformRole
        *       | *        | -
        """);

    [Fact]
    public void Each_input_has_its_shared_steps()
    {
        foreach (var intent in Intents())
        foreach (var there in Bits(5))
        foreach (var appIsOurs in new[] { false, true })
        {
            var world = WorldOf(intent, there) with { AppIsOurs = appIsOurs };
            var principalIsOurMatter = intent.OwnApp || appIsOurs;
            Shared.Check(Say(GrantDecision.NextShared(intent, world)),
                Word(there[0], true), Word(there[1], intent.OwnApp), Word(there[2], principalIsOurMatter),
                Word(there[3], intent.OwnRole), Word(there[4], intent.PlatformRole));
        }

        Shared.CheckAllRowsDecided();
    }

    [Fact]
    public void Each_input_has_its_assignments()
    {
        foreach (var intent in Intents())
        foreach (var there in Bits(2))
        {
            var world = new GrantWorld
            {
                Own = new() { Assignments = there[0] ? [Assignment()] : [] },
                Platform = new() { Assignments = there[1] ? [Assignment()] : [] },
            };
            Assignments.Check(
                Say(GrantDecision.NextAssignments(intent, world)), Word(there[0], true), Word(there[1], true));
        }

        Assignments.CheckAllRowsDecided();
    }

    /// <summary>A plan assumes each step and asks again: it comes to an end, and does nothing twice.</summary>
    [Fact]
    public void Assumed_steps_lead_to_the_end()
    {
        foreach (var intent in Intents())
        foreach (var there in Bits(5))
        {
            var (world, steps) = (WorldOf(intent, there), new List<string>());
            var remaining = GrantDecision.Remaining(intent, world).Select(step => step.Action).ToArray();
            while (GrantDecision.NextShared(intent, world) is [var next, ..])
            {
                Assert.DoesNotContain(next.Action, steps);
                steps.Add(next.Action);
                world = GrantDecision.Assume(intent, world, next);
            }

            while (GrantDecision.NextAssignments(intent, world) is [var next, ..])
            {
                Assert.DoesNotContain(next.Action, steps);
                steps.Add(next.Action);
                world = GrantDecision.Assume(intent, world, next);
            }

            Assert.Equal(remaining.Order(), steps.Order());
            Assert.NotNull(world.Platform.Principal);
            Assert.NotNull(world.Own.Assignment);
            Assert.NotNull(world.Platform.Assignment);
        }
    }

    /// <summary>Our application gets the user's tags where one is missing; one of another owner never does.</summary>
    [Theory]
    [InlineData(true, "a=1 TimescaleVpc:project=p", true)]
    [InlineData(true, "a=1 b=2 other", false)]
    [InlineData(true, "a=2 b=2", true)]
    [InlineData(false, "", false)]
    public void Tags_of_the_user_are_set_on_an_application_of_ours(bool isOurs, string words, bool isTagged)
    {
        var tags = AppTags.Of(new Hashtable { ["a"] = "1", ["b"] = "2" });
        var intent = Intents().First() with { Tags = tags };
        var world = WorldOf(intent, [true, true, true, true, true]) with { AppIsOurs = isOurs };
        world = world with { App = world.App! with { Tags = words.Split(' ') } };

        var steps = GrantDecision.NextShared(intent, world);

        Assert.Equal(isTagged, steps.Any(step => step.Action == "TagApplication"));
        if (!isTagged) return;
        var after = GrantDecision.Assume(intent, world, steps.Single(step => step.Action == "TagApplication"));
        Assert.DoesNotContain(GrantDecision.NextShared(intent, after), step => step.Action == "TagApplication");
        Assert.DoesNotContain("a=2", after.App!.Tags);
    }

    private static IEnumerable<GrantIntent> Intents() => Bits(3).Select(bits => new GrantIntent(
        "project", "vpc", "0b1f6471-1bf0-4dda-aec3-cb9272f09590", Scope, "platform-app", bits[0], bits[1], bits[2]));

    private static GrantWorld WorldOf(GrantIntent intent, bool[] there) => new()
    {
        App = there[1] ? new("a", "app", "name", null, [], null, []) : null,
        Own = new()
        {
            Principal = there[2] ? new("o", "app", null, []) : null,
            Role = there[3] ? new("/roles/own", "own", []) : null,
        },
        Platform = new()
        {
            Principal = there[0] ? new("p", intent.PlatformAppId, null, []) : null,
            Role = there[4] ? new("/roles/platform", "platform", []) : null,
        },
    };

    private static AzureAssignment Assignment() => new("id", Scope, "/roles/r", "p", null, null);

    /// <summary>What is not there, and is this run's to make.</summary>
    private static string Word(bool isThere, bool isOurMatter) =>
        isThere ? "there" : isOurMatter ? "missing" : "theirs";

    private static string Say(IReadOnlyList<PeeringStep> steps) =>
        steps.Count == 0 ? "-" : string.Join(' ', steps.Select(step => step.Action));

    private static IEnumerable<bool[]> Bits(int count) => Enumerable.Range(0, 1 << count)
        .Select(number => Enumerable.Range(0, count).Select(bit => (number >> bit & 1) == 1).ToArray());
}
