using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.Diagnosis;
using TimescaleVpc.Engine.Errors;

namespace TimescaleVpc.Tests.Diagnosis;

/// <summary>What is judged of filters, routes, locks, deny assignments, policies and limits, row by row.</summary>
public sealed class AzureSurroundingsCheckTests
{
    private const string VNetId = "/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590/resourceGroups/rg"
        + "/providers/Microsoft.Network/virtualNetworks/net";

    private static readonly Source Somewhere = new("the things", "somewhere");

    private static readonly PeeringCase Wanted = new(
        new("VPC - rg/net"), Vpc: null,
        new VpcPeering { VpcId = "v", VpcCidr = "10.200.0.0/24", Cloud = Cloud.Azure, VNetId = VNetId },
        PlatformPeering: null, IsExpected: false);

    private static readonly AzureSecurityRule Allow =
        new("all", 4000, "Outbound", "Allow", "*", ["*"], ["*"], ["*"], IsDefault: false);

    private static readonly AzureSecurityRule Deny = Allow with { Name = "no", Priority = 3000, Access = "Deny" };

    private static readonly AzureSecurityRule AllowApps =
        Allow with { Name = "some", Priority = 200, Sources = [], NamesApplications = true };

    private static readonly AzureSecurityRule DenyApps = AllowApps with { Name = "not-some", Access = "Deny" };

    /// <summary>Two subnets, a and b, with a group each: its rules, and what is found.</summary>
    public static TheoryData<string, string> Groups() => new()
    {
        { "a: allow; b: allow", "" },
        { "a: deny, allow; b: deny, allow", "NsgDenies Problem no g-a a; NsgDenies Problem no g-b b" },
        { "a: deny, allow; b: allow", "NsgDenies Warning no g-a a" },
        { "a: deny, allow; b: -", "NsgDenies Warning no g-a a" },
        { "a: denyapps, allow; b: allow", "NsgUnclear Unknown not-some g-a a" },
        { "a: allowapps, deny; b: allow", "NsgUnclear Unknown no g-a a" },
        { "a: toapps, allow; b: allow", "" },
        { "a: missing; b: allow", "NotRead Unknown" },
    };

    [Theory]
    [MemberData(nameof(Groups))]
    public void A_group_that_stops_all_is_a_problem_and_what_is_not_known_is_not_fine(string groups, string expected)
    {
        var subnets = new List<AzureSubnet>();
        var all = new List<AzureSecurityGroup>();
        foreach (var part in groups.Split("; ").Select(text => text.Split(": ")))
        {
            var id = part[1] == "-" ? null : $"/g-{part[0]}";
            subnets.Add(new(part[0], [$"10.1.{subnets.Count}.0/24"], id, null));
            if (part[1] is "-" or "missing") continue;
            all.Add(new(
                $"/g-{part[0]}", $"g-{part[0]}", [.. part[1].Split(", ").Select(Rule).OrderBy(it => it.Priority)]));
        }

        var findings = AzurePathCheck.Of(
            Case(Net(subnets)), new(Known<AzureSecurityGroup>([.. all]), null));
        Assert.Equal(expected, string.Join("; ", findings.Select(finding => finding.Id == "NotRead"
            ? $"{finding.Id} {finding.Severity}"
            : $"{finding.Id} {finding.Severity} {Word(finding, "rule ")} {Word(finding, "security group ")} "
                + finding.Cause.Split("from: ")[1][..1])));

        static AzureSecurityRule Rule(string word) => word switch
        {
            "allow" => Allow, "deny" => Deny, "allowapps" => AllowApps, "denyapps" => DenyApps,
            // An application group has members in its own VNet only.
            _ => DenyApps with { Destinations = [] },
        };

        static string Word(PeeringFinding finding, string before) => finding.Cause.Split(before)[1].Split(' ')[0];
    }

    /// <summary>What a group does that stands on interfaces: with how they are known, and what is found.</summary>
    [Theory]
    [InlineData("deny", "/n1 a", "NsgDenies Warning: network interface n1 (10.1.0.4).")]
    [InlineData("denyapps", "/n1 a", "NsgUnclear Unknown: network interface n1 (10.1.0.4).")]
    [InlineData("deny", "/n1 other", "")]
    [InlineData("allow", "", "")]
    [InlineData("deny", "", "NotRead Unknown: the network interface n1, which the security group g filters")]
    [InlineData("deny", "refused", "")]
    public void A_group_of_interfaces_is_judged_by_those_of_the_VNet(string rule, string listText, string expected)
    {
        AzureSecurityRule[] rules = rule == "denyapps" ? [DenyApps, Allow]
            : rule == "deny" ? [Deny, Allow] : [Allow];
        Assert.Equal(expected, Interfaces("/n1", rules, listText == "refused" ? Refused<AzureNetworkInterface>()
            : Known([.. listText.Split(' ') is [var id, var place] ? new[] { Interface(id, place) } : []])));
    }

    [Fact]
    public void Interfaces_of_a_scale_set_are_in_no_list_and_not_known()
    {
        const string Set = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/virtualMachineScaleSets/set";
        var text = Interfaces(
            $"{Set}/virtualMachines/0/networkInterfaces/n", [Deny, Allow], Known<AzureNetworkInterface>([]));
        Assert.Equal(
            "NotRead Unknown: the network interfaces of the scale set set, which the security group g filters", text);
    }

    private static AzureNetworkInterface Interface(string id, string place) => new(
        id, id[1..], "/G", [new("10.1.0.4", $"{(place == "a" ? VNetId.ToUpperInvariant() : "/x")}/subnets/a")]);

    private static string Interfaces(
        string id, AzureSecurityRule[] rules, Reading<IReadOnlyList<AzureNetworkInterface>> interfaces)
    {
        var net = Net([new("a", ["10.1.0.0/24"], null, null)]);
        var group = new AzureSecurityGroup("/g", "g", [.. rules.OrderBy(it => it.Priority)]) { InterfaceIds = [id] };
        Assert.Equal(rules.Length > 1, new AzureDenials(Case(net)).MayStopInterfaces([group]));
        var findings = AzurePathCheck.Of(Case(net), new(Known([group]), null) { Interfaces = interfaces });
        return string.Join("; ", findings.Select(finding => $"{finding.Id} {finding.Severity}: "
            + (finding.Id == "NotRead" ? finding.Cause.Split(", because ")[1].Split(" could not")[0]
                : finding.Cause.Split("from: ")[1].Split(" The group")[0])));
    }

    [Theory]
    [InlineData("0.0.0.0/0", "a b", "")]
    [InlineData("10.200.0.0/24", "a b", "UserRouteDiverts Problem")]
    [InlineData("10.200.0.64/26", "a", "UserRouteDiverts Warning")]
    public void A_route_that_leads_the_platform_s_range_elsewhere_is_found(string prefix, string with, string expected)
    {
        AzureSubnet[] subnets = [.. new[] { "a", "b" }.Select(name =>
            new AzureSubnet(name, ["10.1.0.0/24"], null, with.Contains(name, StringComparison.Ordinal) ? "/t" : null))];
        var table = new AzureRouteTable("/T", "t", [new("r", prefix, "VirtualAppliance", "10.1.0.4")]);
        var findings = AzurePathCheck.Of(Case(Net(subnets)), new(null, Known<AzureRouteTable>([table])));
        Assert.Equal(expected, string.Join("; ", findings.Select(finding => $"{finding.Id} {finding.Severity}")));
    }

    [Fact]
    public void Subnets_that_are_not_shown_and_lists_that_are_refused_are_not_judged()
    {
        var hidden = AzurePathCheck.Of(Case(Net(null)), new(null, null));
        Assert.Equal("NotRead", Assert.Single(hidden).Id);
        AzureSubnet[] subnets = [new("a", ["10.1.0.0/24"], "/g", "/t")];
        Assert.Empty(AzurePathCheck.Of(
            Case(Net(subnets)), new(Refused<AzureSecurityGroup>(), Refused<AzureRouteTable>())));
        Assert.Empty(AzureGovernanceCheck.Of(
            Case(Net(subnets)), new(Refused<AzureLock>(), Refused<AzureDenyAssignment>()), null));
    }

    [Theory]
    [InlineData("ReadOnly", VNetId, "LockStopsSteps")]
    [InlineData("CanNotDelete", VNetId, "LockInPlace")]
    [InlineData("ReadOnly", "/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590", "LockStopsSteps")]
    [InlineData("ReadOnly", VNetId + "-2", "")]
    public void A_lock_is_found_where_it_stops_the_link(string level, string scope, string expected)
    {
        var findings = AzureGovernanceCheck.Of(
            Case(Net([])),
            new(Known<AzureLock>([new("/l", "l", scope, level, null)]), Known<AzureDenyAssignment>([])),
            directory: null);
        Assert.Equal(expected, string.Join("; ", findings.Select(finding => finding.Id)));
    }

    [Theory]
    [InlineData("*", AzureDenyAssignment.Everyone, "", false, "DenyAssignmentStops")]
    [InlineData("*/delete", AzureDenyAssignment.Everyone, "", false, "")]
    [InlineData("*", "somebody", "", false, "")]
    [InlineData("*", AzureDenyAssignment.Everyone, "somebody", false, "")]
    [InlineData("*", AzureDenyAssignment.Everyone, "", true, "")]
    public void A_deny_assignment_is_found_where_it_certainly_stops_something(
        string action, string principal, string exception, bool isForGroupOnly, string expected)
    {
        var denial = new AzureDenyAssignment(
            "/d", "d", VNetId[..VNetId.IndexOf("/providers", StringComparison.Ordinal)],
            [new([action], ["*/read"])], [principal], exception.Length > 0 ? [exception] : [], isForGroupOnly);
        var findings = AzureGovernanceCheck.Of(
            Case(Net([])), new(Known<AzureLock>([]), Known<AzureDenyAssignment>([denial])), directory: null);
        Assert.Equal(expected, string.Join("; ", findings.Select(finding => finding.Id)));
    }

    [Theory]
    [InlineData(499, "")]
    [InlineData(500, "VNetPeeringLimit")]
    public void A_VNet_that_is_full_is_found(int count, string expected)
    {
        var net = Net([]) with { Peerings = [.. Enumerable.Range(0, count).Select(_ => new AzureVNetPeering())] };
        Assert.Equal(expected, string.Join("; ", AzurePreflightCheck.Limit(Case(net))
            .Select(finding => finding.Id)));
    }

    [Theory]
    [InlineData("passwordAddition", null, -1, "SecretsForbidden")]
    [InlineData("passwordAddition", null, 1, "")]
    [InlineData("passwordLifetime", 30, null, "SecretsForbidden")]
    [InlineData("passwordLifetime", 90, null, "")]
    [InlineData("symmetricKeyAddition", null, null, "")]
    public void A_policy_counts_for_what_an_approval_does(string type, int? minutes, int? daysAfter, string expected)
    {
        var now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var policy = new EntraAppPolicy(IsEnabled: true,
        [
            new(type, minutes is { } most ? TimeSpan.FromMinutes(most) : null,
                daysAfter is { } days ? now.AddDays(days) : null, IsEnabled: true),
        ]);
        var findings = AzurePreflightCheck.Policy(
            Wanted, app: null, new(Somewhere, now, policy, null), TimeSpan.FromHours(1), now);
        Assert.Equal(expected, string.Join("; ", findings.Select(finding => finding.Id)));
    }

    private static AzureCase Case(AzureVNet net) => new(Wanted, net, Known<AzureVNet>([]));

    private static AzureVNet Net(IReadOnlyList<AzureSubnet>? subnets) => new()
    {
        VNetId = VNetId, Name = "net", AddressPrefixes = ["10.1.0.0/16"], Subnets = subnets,
    };

    private static Reading<IReadOnlyList<T>> Known<T>(T[] items) =>
        new(Somewhere, DateTimeOffset.UnixEpoch, items, null);

    private static Reading<IReadOnlyList<T>> Refused<T>() => new(
        Somewhere, DateTimeOffset.UnixEpoch, null, Catalogue.AzurePermissionDenied.For("x", "a", "b", "c"));
}
