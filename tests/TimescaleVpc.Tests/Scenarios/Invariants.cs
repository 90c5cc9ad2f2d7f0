using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Sandbox;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Ec2;
using TimescaleVpc.Sandbox.Entra;

namespace TimescaleVpc.Tests.Scenarios;

/// <summary>
/// What must be true of a world at any time, whatever a run does and meets: nothing foreign is deleted or changed, an
/// application is there once for a project, a credential of it during Approve- and Update-VpcPeering only, a route of
/// ours leads to a peering connection of ours, and no pair has two live peerings. Looked at in the world's state, which
/// is cheap.
/// </summary>
internal sealed class Invariants
{
    private readonly SandboxWorld sandbox;
    private readonly HashSet<Fact> foreignFacts = [];
    private readonly HashSet<Fact> now = [];
    private readonly Dictionary<object, CmdletRun?> credentials = [];
    private readonly HashSet<Fact> routes = [];
    private readonly HashSet<AwsPeering> strangers = [];
    private readonly List<string> violations = [];
    private bool isOutside;

    public Invariants(SandboxWorld sandbox)
    {
        this.sandbox = sandbox;
        sandbox.Look(world =>
        {
            Fill(world, foreignFacts);
            Learn(world);
            return true;
        });
    }

    /// <summary>Whether two runs are at work, neither of which can see what the other is about to do.</summary>
    public bool SideBySide { get; set; }

    /// <summary>What was found so far, each with the request after which it was.</summary>
    public IReadOnlyList<string> Violations
    {
        get { lock (violations) return [.. violations]; }
    }

    public void AssertKept()
    {
        if (Violations is [var first, ..]) Assert.Fail(first);
    }

    /// <summary>
    /// Changes the world from outside. Added objects are foreign; removed ones have no owner any more.
    /// </summary>
    public void Outside(Action change)
    {
        sandbox.Look(Before);
        change();
        sandbox.Look(After);
    }

    public async Task OutsideAsync(Func<Task> change)
    {
        sandbox.Look(Before);
        isOutside = true;
        try
        {
            await change();
        }
        finally
        {
            isOutside = false;
            sandbox.Look(After);
        }
    }

    /// <summary>After a request that may have changed something.</summary>
    public void Check(Exchange exchange, CmdletRun? by) => sandbox.Look(world =>
    {
        // An outside change may itself have used the session.
        if (isOutside) return true;
        foreach (var text in Broken(world, by))
            Say($"{text}, after {exchange.Kind} {exchange.Request.RequestUri!.AbsolutePath} of {by}");
        return true;
    });

    /// <summary>After a cmdlet that could clean up: a credential that it leaves must be warned of.</summary>
    public void CheckEnd(CmdletRun cmdlet) => sandbox.Look(world =>
    {
        if (credentials.Count == 0) return true;
        foreach (var credential in Credentials(world))
        {
            if (!ReferenceEquals(credentials.GetValueOrDefault(credential), cmdlet)) continue;
            var name = NameOf(credential);
            if (!cmdlet.Said.Warnings.Any(text => text.Contains(name, StringComparison.Ordinal)))
                Say($"The credential '{name}' stays after {cmdlet}, and nobody says so");
        }

        return true;
    });

    private IEnumerable<string> Broken(World world, CmdletRun? by)
    {
        Fill(world, now);
        foreach (var fact in foreignFacts.Where(fact => !now.Contains(fact)).ToArray())
        {
            foreignFacts.Remove(fact);
            if (!IsAgreed(world, fact, by)) yield return $"Somebody else's {fact} is gone or changed";
        }

        foreach (var peering in strangers.Where(peering => peering.Accepter.Tags.Count > 0))
            yield return $"The stranger's request {peering.Id} is marked";
        foreach (var twice in Rules.Twice(world, SideBySide)) yield return twice;
        foreach (var credential in Credentials(world))
        {
            if (credentials.TryAdd(credential, by)
                && by?.Request is not (ApprovePeeringRequest or UpdatePeeringRequest or RepairPeeringRequest))
                yield return $"The credential '{NameOf(credential)}' was made outside of Approve-VpcPeering";
        }

        foreach (var (table, route) in Routes(world))
        {
            if (routes.Add(new Fact(table, route)) && !IsOurs(world.Aws.Peerings.Find(route.PeeringId!)))
                yield return $"A route to {route.PeeringId}, which is not ours, was made in {table.Id}";
        }
    }

    /// <summary>Approve-VpcPeering -Force may replace a route by its own.</summary>
    private bool IsAgreed(World world, Fact fact, CmdletRun? by) =>
        by?.Request is ApprovePeeringRequest { Force: true }
        && fact is { Thing: AwsRouteTable table, Part: AwsRoute awsRoute }
        && table.Routes.Exists(route => route.Destination == awsRoute.Destination && route.PeeringId is { } id
            && IsOurs(world.Aws.Peerings.Find(id)));

    private bool Before(World world)
    {
        Fill(world, now);
        foreignFacts.IntersectWith(now);
        Learn(world);
        return true;
    }

    private bool After(World world)
    {
        var earlier = new HashSet<Fact>(now);
        Fill(world, now);
        foreignFacts.IntersectWith(now);
        foreignFacts.UnionWith(now.Where(fact => !earlier.Contains(fact) && !fact.IsOurs));
        strangers.UnionWith(world.Aws.Peerings.All.Where(item => !IsOpenedByPlatform(world, item)));
        Learn(world);
        return true;
    }

    /// <summary>What is there now is nothing that a run has just made.</summary>
    private void Learn(World world)
    {
        foreach (var credential in Credentials(world)) credentials.TryAdd(credential, null);
        foreach (var (table, route) in Routes(world)) routes.Add(new Fact(table, route));
        if (strangers.Count == 0) strangers.UnionWith(world.Aws.Peerings.All);
    }

    private bool IsOurs(AwsPeering? peering) => peering is not null && !strangers.Contains(peering)
        && Rules.PlatformAccounts.Contains(peering.Requester.Account);

    private static bool IsOpenedByPlatform(World world, AwsPeering item) =>
        world.Tiger.Peerings.Any(peering => peering.Connection == item)
        || world.Mst.Connections.Any(peering => peering.Work.Connection == item)
        || Rules.PlatformAccounts.Contains(item.Requester.Account);

    private static void Fill(World world, HashSet<Fact> facts)
    {
        facts.Clear();
        foreach (var fact in Fact.All(world)) facts.Add(fact);
    }

    private static IEnumerable<object> Credentials(World world)
    {
        foreach (var app in world.Entra.Customer.Applications)
        {
            if (!app.Tags.Exists(tag => tag.StartsWith(Marks.Own, StringComparison.Ordinal))) continue;
            foreach (var secret in app.Passwords) yield return secret;
            foreach (var key in app.Keys) yield return key;
        }
    }

    private static string NameOf(object credential) => credential switch
    {
        PasswordCredential secret => secret.DisplayName ?? secret.KeyId,
        KeyCredential key => key.DisplayName ?? key.KeyId,
        _ => "?",
    };

    private static IEnumerable<(AwsRouteTable Table, AwsRoute Route)> Routes(World world)
    {
        foreach (var table in world.Aws.Tables)
        {
            foreach (var route in table.Routes)
                if (route.PeeringId is not null) yield return (table, route);
        }
    }

    /// <summary>Reports what must not be.</summary>
    public void Say(string text)
    {
        lock (violations) violations.Add(text);
    }
}
