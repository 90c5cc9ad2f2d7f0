using System.Text.RegularExpressions;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Tests.Reliability;
using TimescaleVpc.Tests.Scenarios;
using TimescaleVpc.Tests.Support;
using Xunit.Abstractions;

namespace TimescaleVpc.Tests.Privilege;

/// <summary>
/// Least privilege: with exactly the documented rights every step of the walkthroughs passes, nothing beyond them is
/// ever checked, and without any one of them something fails and names it.
/// </summary>
public sealed partial class PrivilegeTests(ITestOutputHelper output)
{
    [Fact]
    public async Task With_exactly_the_documented_rights_all_passes_and_without_any_one_the_error_names_it()
    {
        var scenariosOf = await ScenariosOfAsync();

        // One role and one policy with all permissions served them all; this finds those that were used.
        var documented = CmdletCatalogue.All.SelectMany(entry => entry.All.Select(need => (entry.Cmdlet, Need: need)))
            .ToArray();
        var rows = documented.Select(row => (row.Cmdlet, row.Need.Where, row.Need.Permission)).ToArray();
        var strange = rows.Except(scenariosOf.Keys).Select(row => $"documented, but never checked: {row}")
            .Concat(scenariosOf.Keys.Except(rows).Select(row => $"checked, but not documented: {row}")).Order();
        Assert.True(!strange.Any(), string.Join('\n', strange));

        foreach (var scenario in PrivilegeScenarios.All)
            Succeeded((await PrivilegeScenarios.PlayAsync(scenario, Documented)).Run);

        var triedCases = new Cases("privilege");
        var cases = documented.Where(row => row.Need.Where != StepCatalogue.Application).ToArray();
        await triedCases.RunAsync(cases, row => NameOf(row.Cmdlet, row.Need), row =>
            RunWithoutAsync(row.Cmdlet, row.Need, scenariosOf[(row.Cmdlet, row.Need.Where, row.Need.Permission)]));
        triedCases.AssertNone(output);
        Report(cases.Select(row => row.Need));
    }

    /// <summary>Names instead of an object: the peering has to be found first.</summary>
    [Fact]
    public async Task Given_names_a_cmdlet_needs_what_finding_the_peering_needs_as_well()
    {
        var reference = new PeeringRef(null, new VpcRef(null, Walk.West), new VNetRef(null, "Network-RG/Prod-VNet"));
        var (run, _) = await PrivilegeScenarios.PlayAsync(
            new("by names", Grant, Add, Pipeline.Of(reference, new ApprovePeeringRequest()),
                Pipeline.Of(reference, new WaitPeeringRequest()), Pipeline.Of(reference, new RemovePeeringRequest()),
                Pipeline.Of(reference, new UndoPeeringRequest())),
            cmdlet => new(cmdlet, Needs(cmdlet).Concat(Needs("Get-VpcPeering"))));
        Succeeded(run);
        Assert.True(run.Last<PeeringUndo>()!.IsComplete);
    }

    /// <summary>Nothing that speaks to a platform is forgotten.</summary>
    [Fact]
    public void Every_cmdlet_is_in_the_catalogue() => Assert.Equal(
        Directory.GetFiles(Path.Combine(Repository.Root, "src", "TimescaleVpc.Cmdlets", "Commands"), "*Command.cs")
            .Select(file => CmdletName().Match(File.ReadAllText(file)))
            .Where(match => match.Success).Select(match => $"{match.Groups[1].Value}-{match.Groups[2].Value}")
            .Except(
            [
                "Compare-VpcChange", "Disconnect-Timescale", "Export-VpcChange", "Export-VpcReport",
                "Get-TimescaleSession", "Get-VpcChange", "New-VpcRunbook", "New-VpcSandbox", "Start-VpcSandbox",
                "Stop-VpcSandbox",
            ]).Order(),
        CmdletCatalogue.All.Select(entry => entry.Cmdlet).Order());

    private static readonly Pipeline Grant = Pipeline.Of(Walk.Pair(), Walk.GrantRequest);
    private static readonly Pipeline Add = Pipeline.After<AzurePeerGrant>(new AddPeeringRequest());
    private static readonly Pipeline Approve = Pipeline.After<VpcPeering>(new ApprovePeeringRequest());

    public static TheoryData<string> OwnActions { get; } = [.. RoleActions.Own];

    [Theory]
    [MemberData(nameof(OwnActions))]
    public async Task The_application_s_role_holds_no_action_too_many(string action)
    {
        var error = await HealsAsync("CreateOwnRole",
            new Outside($"DropAzureAction:{action}", run => run.Last<AzurePeerGrant>()!.OwnRoleId!),
            Add, Approve with { Fails = true });

        Assert.Equal("RoleAssignmentMissing", error.ErrorId);
        Assert.Contains(action, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_platform_s_role_holds_no_action_too_many()
    {
        var action = Assert.Single(RoleActions.Platform);
        var error = await HealsAsync("CreatePlatformRole",
            new Outside($"DropAzureAction:{action}", run => run.Last<AzurePeerGrant>()!.PlatformRoleId!),
            Add with { Fails = true });

        Assert.Equal("PeeringRejectedByPeer", error.ErrorId);
        Assert.Contains(action, error.RecommendedAction, StringComparison.Ordinal);
    }

    /// <summary>What the application was refused is in the role that the module makes, and in no other one.</summary>
    [Fact]
    public void The_application_s_role_is_what_the_link_needs() => Assert.Equal(
        StepCatalogue.CreateLink.Needs.Where(need => need.Without is null).Select(need => need.Permission).Order(),
        RoleActions.Own.Order());

    internal static Rights All => new("all cmdlets", CmdletCatalogue.All.SelectMany(entry => entry.All)
        .DistinctBy(need => (need.Where, need.Permission)));

    private static Rights Documented(string cmdlet) => new(cmdlet, Needs(cmdlet));

    private static IReadOnlyList<Need> Needs(string cmdlet) =>
        CmdletCatalogue.All.Single(entry => entry.Cmdlet == cmdlet).All;

    private static void Succeeded(Run run) => Assert.True(run.Errors.Count == 0,
        string.Join(" | ", run.Errors.Select(error => $"{error.ErrorId}: {error.Message}")));

    /// <summary>The pipeline fails, and run again puts the action back and goes on to the end.</summary>
    /// <returns>The error of the first time.</returns>
    private static async Task<TimescaleVpcException> HealsAsync(string step, params Step[] failing)
    {
        var (run, _) = await PrivilegeScenarios.PlayAsync(new("healed",
        [
            Grant, .. failing, Grant,
            new Check(run => Assert.Contains(run.Last<AzurePeerGrant>()!.Changes, change => change.Action == step)),
            Add, Approve, Pipeline.After<VpcPeering>(new WaitPeeringRequest()),
        ]), Documented);
        Succeeded(run);
        Assert.Equal("ACTIVE", run.Last<VpcPeering>()!.State);
        return run.Cmdlets.First(cmdlet => cmdlet.Fails).Said.Errors.First();
    }

    private static string NameOf(string cmdlet, Need absentNeed) =>
        $"{cmdlet} without {absentNeed.Permission} on {absentNeed.Where}";

    /// <summary>The scenarios in which each right is checked.</summary>
    private static async Task<Dictionary<(string Cmdlet, string Where, string Permission), List<Scenario>>>
        ScenariosOfAsync()
    {
        var all = new Dictionary<(string Cmdlet, string Where, string Permission), List<Scenario>>();
        foreach (var scenario in PrivilegeScenarios.All)
        {
            var (run, guard) = await PrivilegeScenarios.PlayAsync(scenario, _ => All);
            Succeeded(run);
            foreach (var right in guard.Checked)
            {
                if (!all.TryGetValue(right, out var scenarios)) all[right] = scenarios = [];
                scenarios.Add(scenario);
            }
        }

        return all;
    }

    /// <summary>A case by the name that <see cref="NameOf"/> gave it.</summary>
    internal static async Task AgainAsync(string text)
    {
        var (cmdlet, need) = (
            from entry in CmdletCatalogue.All
            from absentNeed in entry.All
            where NameOf(entry.Cmdlet, absentNeed) == text
            select (entry.Cmdlet, absentNeed)).First();
        await RunWithoutAsync(cmdlet, need, (await ScenariosOfAsync())[(cmdlet, need.Where, need.Permission)]);
    }

    /// <summary>
    /// One cmdlet lacks a right: in one of the scenarios it fails and names it, or does without as documented. It may
    /// read what it needs in another one only.
    /// </summary>
    private static async Task RunWithoutAsync(string cmdlet, Need absentNeed, IEnumerable<Scenario> scenarios)
    {
        var rights = new Rights(cmdlet, Needs(cmdlet).Where(need => need != absentNeed))
        {
            LosesKey = absentNeed.Where == StepCatalogue.TimescaleCloud,
        };
        foreach (var scenario in scenarios)
        {
            var (run, _) = await PrivilegeScenarios.PlayAsync(
                scenario, other => other == cmdlet ? rights : Documented(other));
            var error = run.Error;
            if (absentNeed.Without is not null)
            {
                Assert.True(error is null, $"{scenario}: {error?.ErrorId}: {error?.Message}");
                return;
            }

            if (error is null) continue;
            Assert.True(
                Names(error, absentNeed) && error.RecommendedAction.Length > 0,
                $"{scenario}: {error.ErrorId}: {error.Message}");
            return;
        }

        Assert.Fail($"{cmdlet} does without {absentNeed.Permission}");
    }

    private static bool Names(TimescaleVpcException error, Need absentNeed) =>
        absentNeed.Where == StepCatalogue.TimescaleCloud
        ? error.ErrorId == "CloudKeyRejected" : error.Message.Contains(absentNeed.Permission, StringComparison.Ordinal);

    [GeneratedRegex(@"\[Cmdlet\(\s*Verbs\w+\.(\w+),\s*""(\w+)""")]
    private static partial Regex CmdletName();

    private void Report(IEnumerable<Need> needs)
    {
        var all = needs.ToArray();
        var counts = all.GroupBy(need => need.Where).Select(group =>
            $"{group.Key} {group.Select(need => need.Permission).Distinct().Count()}");
        var line = $"least privilege: {all.Length} cases (one right less for one cmdlet), "
            + $"{all.Count(need => need.Without is not null)} of them optional; rights: {string.Join(", ", counts)}, "
            + $"application's role {RoleActions.Own.Length}, platform's role {RoleActions.Platform.Length}";
        Numbers.Say(output, "privilege.txt", line);
    }
}
