using TimescaleVpc.Sandbox;
using TimescaleVpc.Sandbox.Entra;
using TimescaleVpc.Tests.Reliability.Model;

namespace TimescaleVpc.Tests.Diagnosis;

/// <summary>
/// All that is different in a world after a repair: what others have, and had, stays as it is, and what has changed the
/// repair says. Where a platform's half stands is the platform's, and moves by itself.
/// </summary>
/// <param name="healthyItems">The world with a healthy peering, made from the new one.</param>
/// <param name="brokenItems">The world after the break.</param>
/// <param name="repairedItems">The world after the repair.</param>
internal sealed class WorldDifference(
    SandboxItem[] healthyItems, SandboxItem[] brokenItems, SandboxItem[] repairedItems)
{
    /// <summary>The world as it is at its beginning.</summary>
    private static readonly SandboxItem[] Start = new SandboxWorld().Inventory();

    /// <summary>What a word of a step's action makes, changes or removes.</summary>
    private static readonly (string Word, string[] Kinds)[] Actions =
    [
        ("Application", ["Entra.Application", "Entra.ServicePrincipal", "Entra.Credential", "Arm.RoleAssignment"]),
        ("Principal", ["Entra.ServicePrincipal"]),
        ("Credential", ["Entra.Credential"]),
        ("Assign", ["Arm.RoleAssignment"]),
        ("assign", ["Arm.RoleAssignment"]),
        ("Role", ["Arm.RoleDefinition", "Arm.RoleAssignment"]),
        ("Link", ["Arm.Peering"]),
        ("Peering", ["Mst.Peering", "Cloud.Peering", "Aws.Peering"]),
        ("Route", ["Aws.RouteTable"]),
        ("SecurityGroup", ["Aws.SecurityGroup"]),
        ("Egress", ["Aws.SecurityGroup"]),
    ];

    /// <summary>Properties by which a platform or a cloud tells where something of its own stands.</summary>
    private static readonly string[] States = [": state=", ": status=", ": syncLevel=", ": provisioning="];

    /// <summary>What ends by itself, once one of its sides has ended it.</summary>
    private static readonly string[] Ending = ["Aws.Peering ", "Cloud.Peering ", "Mst.Peering "];

    public void AssertSaid(IReadOnlyList<PeeringStep> changes)
    {
        var (before, after) = (Atoms.Of(brokenItems), Atoms.Of(repairedItems));
        Assert.Empty(Foreign().Except(after));
        foreach (var atom in before.Except(after).Concat(after.Except(before)))
        {
            if (IsOfPlatform(atom) || HasEnded(atom, after)) continue;
            var (kind, id) = KindAndId(atom);
            Assert.True(changes.Any(step => Actions.Any(action =>
                step.Action.Contains(action.Word, StringComparison.Ordinal) && action.Kinds.Contains(kind))),
                $"It does not say it has changed {atom}: {string.Join(", ", changes.Select(step => step.Action))}");
            // What was there before is named by its id.
            if (IsForeign(kind, id))
                Assert.Contains(changes, step => step.Target.Contains(id, StringComparison.Ordinal));
        }
    }

    /// <summary>What was there before the peering was made, and what was added by the one who broke it.</summary>
    private IEnumerable<string> Foreign()
    {
        var (start, ownAtoms) = (Atoms.Of(Start), Atoms.Of(healthyItems));
        ownAtoms.ExceptWith(start);
        return Atoms.Of(brokenItems).Where(atom =>
        {
            var (kind, id) = KindAndId(atom);
            return IsForeign(kind, id) && !ownAtoms.Contains(atom) && !IsOfPlatform(atom);
        });
    }

    /// <summary>Where something stands, and what the platform makes in its own tenant and subscription.</summary>
    private bool IsOfPlatform(string atom)
    {
        var (kind, id) = KindAndId(atom);
        return Array.Exists(States, state => atom.Contains(state, StringComparison.Ordinal))
            || id.Contains($"/subscriptions/{WellKnown.PlatformSubscription}/", StringComparison.Ordinal)
            || brokenItems.Concat(repairedItems).Any(item => item.Kind == kind && item.Id == id
                && item.Properties.Contains($"tenant={WellKnown.PlatformTenant}", StringComparison.Ordinal));
    }

    private bool IsForeign(string kind, string id) =>
        Has(Start, kind, id) || !Has(healthyItems, kind, id) && Has(brokenItems, kind, id);

    private static bool HasEnded(string atom, HashSet<string> after)
    {
        var (kind, id) = KindAndId(atom);
        return Array.Exists(Ending, ending => atom.StartsWith(ending, StringComparison.Ordinal))
            && !after.Contains($"{kind} {id}");
    }

    private static bool Has(SandboxItem[] items, string kind, string id) =>
        Array.Exists(items, item => item.Kind == kind && item.Id == id);

    private static (string Kind, string Id) KindAndId(string atom)
    {
        var head = atom.Split(": ", 2)[0];
        var space = head.IndexOf(' ', StringComparison.Ordinal);
        return (head[..space], head[(space + 1)..]);
    }
}
