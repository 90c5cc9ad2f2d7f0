using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.ManagedService;
using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Platforms;

namespace TimescaleVpc.Tests.Decisions;

/// <summary>What Grant-AzurePeerRole makes itself: all that is neither given nor in use.</summary>
public sealed class GrantOptionsTests
{
    private static readonly VNetId VNet = new("s", "g", "v");
    private static readonly Vpc Vpc = new() { Project = "demo", VpcId = "vpc" };

    /// <summary>The application that the platform was asked with, for each connection that it may show.</summary>
    private static readonly DecisionTable InUse = new("""
        connection | application | state    | in use
        False      | *           | *        | -
        *          | -           | *        | -
        *          | *           | DELETING | -
        *          | *           | *        | app
        """);

    [Fact]
    public void An_application_is_in_use_until_its_connection_leaves()
    {
        foreach (var (connection, isThere, app, state) in Connections())
            InUse.Check(GrantOptions.AppInUse(connection) ?? "-", isThere, app, state);

        InUse.CheckAllRowsDecided();
    }

    private static readonly DecisionTable Application = new("""
        given | connection | application | state    | made
        True  | *          | *           | *        | False
        *     | False      | *           | *        | True
        *     | *          | -           | *        | True
        *     | *          | *           | DELETING | True
        *     | *          | *           | *        | False
        """);

    [Fact]
    public void An_application_is_made_unless_one_is_given_or_in_use()
    {
        foreach (var parameter in new[] { null, "given" })
        foreach (var (connection, isThere, app, state) in Connections())
        {
            var intent = GrantOptions.Intent(new() { AppId = parameter }, Vpc, VNet, connection);
            Application.Check(intent.OwnApp, parameter is not null, isThere, app, state);
        }

        Application.CheckAllRowsDecided();
    }

    private static readonly DecisionTable Roles = new("""
        own given | network contributor | platform given | made
        False     | False               | False          | own platform
        False     | False               | *              | own
        *         | *                   | False          | platform
        *         | *                   | *              | -
        """);

    [Fact]
    public void Roles_are_made_unless_they_are_given()
    {
        foreach (var ownRole in new[] { null, "role" })
        foreach (var useNetworkContributor in new[] { false, true })
        foreach (var platform in new[] { null, "role" })
        {
            var request = new GrantPeerRoleRequest
            {
                OwnRoleId = ownRole, PlatformRoleId = platform, UseNetworkContributor = useNetworkContributor,
            };
            var intent = GrantOptions.Intent(request, Vpc, VNet, connection: null);
            var roles = (intent.OwnRole, intent.PlatformRole) switch
            {
                (true, true) => "own platform", (true, false) => "own", (false, true) => "platform", _ => "-",
            };
            Roles.Check(roles, ownRole is not null, useNetworkContributor, platform is not null);
            Assert.Equal(("demo", "vpc", VNet.Subscription), (intent.Project, intent.VpcId, intent.Subscription));
        }

        Roles.CheckAllRowsDecided();
    }

    private static readonly DecisionTable Scopes = new("""
        word                       | scope
        Subscription, SUBSCRIPTION | /subscriptions/s
        ResourceGroup              | /subscriptions/s/resourceGroups/g
        *                          | /subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v
        """);

    [Fact]
    public void A_scope_is_read_without_regard_to_case()
    {
        foreach (var word in new[] { "VNet", "vnet", "Subscription", "SUBSCRIPTION", "ResourceGroup" })
            Scopes.Check(GrantOptions.Scope(new GrantPeerRoleRequest { Scope = word }, VNet), word);

        Scopes.CheckAllRowsDecided();
    }

    [Fact]
    public void The_platforms_application_is_the_published_one_unless_it_is_given()
    {
        Assert.Equal(GrantOptions.PlatformAppId, PlatformAppId(null));
        Assert.Equal("a1b2", PlatformAppId("A1B2"));

        static string PlatformAppId(string? parameter) =>
            GrantOptions.Intent(new() { PlatformAppId = parameter }, Vpc, VNet, connection: null).PlatformAppId;
    }

    private static IEnumerable<(PlatformPeering? Connection, bool IsThere, string? App, string State)> Connections() =>
        from isThere in new[] { false, true }
        from app in new[] { null, "", "app" }
        from state in new[] { "", "APPROVED", "PENDING_PEER", "ACTIVE", "ERROR", "DELETED_BY_PEER", "DELETING" }
        let connection = isThere
            ? new PlatformPeering { AppId = app, State = state, Phase = MstPeeringStates.Phase(state) }
            : null
        select (connection, isThere, app, state);
}
