using TimescaleVpc.Engine.Azure;

namespace TimescaleVpc.Tests.Decisions;

/// <summary>What an assignment covers and what a role allows, as Azure reads them.</summary>
public sealed class AzureRightsTests
{
    private static readonly DecisionTable Scopes = new("""
        scope                          | other                                            | covers
        /, /subscriptions/s            | *                                                | True
        /SUBSCRIPTIONS/S               | *                                                | True
        /subscriptions/s/groups/g      | /subscriptions/s/groups/g                        | True
        /subscriptions/s/groups/g      | /subscriptions/s/groups/g/vnets/v                | True
        *                              | *                                                | False
        """);

    /// <summary>A scope covers what is below it, not what only begins alike.</summary>
    [Fact]
    public void A_scope_covers_itself_and_what_is_below()
    {
        const string group = "/subscriptions/s/groups/g";
        string[] scopes = ["/", "/subscriptions/s", "/SUBSCRIPTIONS/S", group, "/subscriptions/s2", group + "2"];
        foreach (var scope in scopes)
        foreach (var other in new[] { "/subscriptions/s", group, group + "/vnets/v", group + "g" })
            Scopes.Check(ArmRoles.Covers(scope, other), scope, other);

        Scopes.CheckAllRowsDecided();
    }

    private static readonly DecisionTable Actions = new("""
        actions                          | not actions                    | allowed
        *                                | */read, Net/vnets/*, Net/*read | False
        -, Net/vnets, Other/*            | *                              | False
        Net/*/write, */write             | *                              | False
        net/VNETS/peerings/READ          | *                              | True
        any, Net/*, */read, Net/*/read   | *                              | True
        Net/v*s/*/read, Net/vnets/p*read | *                              | True
        """);

    /// <summary>A pattern must fit as a whole, and an exception takes away what a pattern allows.</summary>
    [Fact]
    public void An_action_is_allowed_by_a_pattern_and_no_exception()
    {
        string[] actions =
        [
            "", "any", "Net/vnets", "Other/*", "Net/*", "*/read", "Net/*/read", "*/write", "Net/*/write",
            "net/VNETS/peerings/READ", "Net/v*s/*/read", "Net/vnets/p*read",
        ];
        foreach (var action in actions)
        foreach (var exception in new[] { "", "*/read", "Net/vnets/*", "Net/*read", "*/delete", "Net/vnets" })
        {
            var set = new ActionSet(Words(action), Words(exception));
            Actions.Check(set.Allows("Net/vnets/peerings/read"), action, exception);
        }

        Actions.CheckAllRowsDecided();

        // A star alone is a word of the table, so it is called any.
        static string[] Words(string pattern) => pattern.Length == 0 ? [] : [pattern == "any" ? "*" : pattern];
    }

    /// <summary>The parts around a star must not share letters.</summary>
    [Theory]
    [InlineData("a*a", "a", false)]
    [InlineData("a*a", "aa", true)]
    [InlineData("a*b*c", "abc", true)]
    [InlineData("a*b*c", "acb", false)]
    [InlineData("ab*bc", "abc", false)]
    public void Parts_around_a_star_come_in_order(string pattern, string action, bool allowed) =>
        Assert.Equal(allowed, new ActionSet([pattern], []).Allows(action));
}
