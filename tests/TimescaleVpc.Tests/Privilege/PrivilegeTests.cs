using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using TimescaleVpc.Engine.Peering;
using TimescaleVpc.Engine.Steps;
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
        var seen = new ConcurrentDictionary<(string Cmdlet, string Where, string Permission), string>();
        foreach (var (name, walkthrough) in Walkthroughs.All)
        {
            var walk = await GuardedWalk.StartAsync(_ => All);
            await walkthrough(walk);
            foreach (var (cmdlet, rights) in walk.Checked)
                foreach (var (where, permission) in rights) seen.TryAdd((cmdlet, where, permission), name);
        }

        // One role and one policy with everything did for all of them. What did they use?
        var documented = CmdletCatalogue.All.SelectMany(known => known.All.Select(need => (known.Cmdlet, Need: need)))
            .ToArray();
        var rows = documented.Select(row => (row.Cmdlet, row.Need.Where, row.Need.Permission)).ToArray();
        var strange = rows.Except(seen.Keys).Select(row => $"documented, but never checked: {row}")
            .Concat(seen.Keys.Except(rows).Select(row => $"checked, but not documented: {row}")).Order();
        Assert.True(!strange.Any(), string.Join('\n', strange));

        foreach (var walkthrough in Walkthroughs.All.Values)
            await walkthrough(await GuardedWalk.StartAsync(Documented));

        var wrong = new ConcurrentBag<string>();
        var cases = documented.Where(row => row.Need.Where != StepCatalogue.Application).ToArray();
        await Parallel.ForEachAsync(cases, async (row, _) =>
        {
            var walkthrough = Walkthroughs.All[seen[(row.Cmdlet, row.Need.Where, row.Need.Permission)]];
            if (await RunWithoutAsync(row.Cmdlet, row.Need, walkthrough) is { } reason) wrong.Add(reason);
        });
        Assert.True(wrong.IsEmpty, string.Join('\n', wrong.Order()));
        Report(cases.Select(row => row.Need));
    }

    /// <summary>Names instead of an object: the peering has to be found first.</summary>
    [Fact]
    public async Task Given_names_a_cmdlet_needs_what_finding_the_peering_needs_as_well()
    {
        var walk = await GuardedWalk.StartAsync(cmdlet => new(cmdlet, Needs(cmdlet).Concat(Needs("Get-VpcPeering"))));
        var named = new PeeringRef(null, new VpcRef(null, Walk.West), new VNetRef(null, "Network-RG/Prod-VNet"));
        await walk.DoAsync<VpcPeering>("Add-VpcPeering", new AddPeeringRequest(), await GrantAsync(walk));
        await walk.DoAsync<VpcPeering>("Approve-VpcPeering", new ApprovePeeringRequest(), named);
        await walk.DoAsync<VpcPeering>("Wait-VpcPeering", new WaitPeeringRequest(), named);
        await walk.AllAsync("Remove-VpcPeering", new RemovePeeringRequest(), named);
        var undone = await walk.DoAsync<PeeringUndo>("Undo-VpcPeering", new UndoPeeringRequest(), named);
        Assert.True(undone.IsComplete);
    }

    /// <summary>Nothing that speaks to a platform is forgotten.</summary>
    [Fact]
    public void Every_cmdlet_is_in_the_catalogue() => Assert.Equal(
        Directory.GetFiles(Path.Combine(Repository.Root, "src", "TimescaleVpc.Cmdlets", "Commands"), "*Command.cs")
            .Select(file => CmdletName().Match(File.ReadAllText(file)))
            .Where(match => match.Success).Select(match => $"{match.Groups[1].Value}-{match.Groups[2].Value}")
            .Except(
            [
                "Disconnect-Timescale", "Get-TimescaleSession", "New-VpcRunbook", "New-VpcSandbox", "Start-VpcSandbox",
                "Stop-VpcSandbox",
            ]).Order(),
        CmdletCatalogue.All.Select(known => known.Cmdlet).Order());

    public static TheoryData<string> OwnActions { get; } = [.. RoleActions.Own];

    [Theory]
    [MemberData(nameof(OwnActions))]
    public async Task The_application_s_role_holds_no_action_too_many(string action)
    {
        var walk = await GuardedWalk.StartAsync(Documented);
        var grant = await GrantAsync(walk);
        walk.World.Change($"DropAzureAction:{action}", grant.OwnRoleId!);
        var added = await walk.DoAsync<VpcPeering>("Add-VpcPeering", new AddPeeringRequest(), grant);

        var error = await Assert.ThrowsAsync<TimescaleVpcException>(() =>
            walk.DoAsync<VpcPeering>("Approve-VpcPeering", new ApprovePeeringRequest(), added));

        Assert.Equal("RoleAssignmentMissing", error.ErrorId);
        Assert.Contains(action, error.Message, StringComparison.Ordinal);
        await HealsAsync(walk, "CreateOwnRole");
    }

    [Fact]
    public async Task The_platform_s_role_holds_no_action_too_many()
    {
        var walk = await GuardedWalk.StartAsync(Documented);
        var grant = await GrantAsync(walk);
        var action = Assert.Single(RoleActions.Platform);
        walk.World.Change($"DropAzureAction:{action}", grant.PlatformRoleId!);

        var error = await Assert.ThrowsAsync<TimescaleVpcException>(() =>
            walk.DoAsync<VpcPeering>("Add-VpcPeering", new AddPeeringRequest(), grant));

        Assert.Equal("PeeringRejectedByPeer", error.ErrorId);
        Assert.Contains(action, error.RecommendedAction, StringComparison.Ordinal);
        await HealsAsync(walk, "CreatePlatformRole");
    }

    /// <summary>What the application was refused is in the role that the module makes, and in no other one.</summary>
    [Fact]
    public void The_application_s_role_is_what_the_link_needs() => Assert.Equal(
        StepCatalogue.CreateLink.Needs.Where(need => need.Without is null).Select(need => need.Permission).Order(),
        RoleActions.Own.Order());

    internal static Rights All => new("all cmdlets", CmdletCatalogue.All.SelectMany(known => known.All)
        .DistinctBy(need => (need.Where, need.Permission)));

    private static Rights Documented(string cmdlet) => new(cmdlet, Needs(cmdlet));

    private static IReadOnlyList<Need> Needs(string cmdlet) =>
        CmdletCatalogue.All.Single(known => known.Cmdlet == cmdlet).All;

    private static Task<AzurePeerGrant> GrantAsync(GuardedWalk walk) =>
        walk.DoAsync<AzurePeerGrant>("Grant-AzurePeerRole", Walk.GrantRequest, Walk.Pair());

    /// <summary>The pipeline, run again, puts the action back and goes on to the end.</summary>
    private static async Task HealsAsync(GuardedWalk walk, string step)
    {
        var grant = await GrantAsync(walk);
        Assert.Contains(grant.Changes, change => change.Action == step);
        var added = await walk.DoAsync<VpcPeering>("Add-VpcPeering", new AddPeeringRequest(), grant);
        var approved = await walk.DoAsync<VpcPeering>("Approve-VpcPeering", new ApprovePeeringRequest(), added);
        var active = await walk.DoAsync<VpcPeering>("Wait-VpcPeering", new WaitPeeringRequest(), approved);
        Assert.Equal("ACTIVE", active.State);
    }

    /// <summary>One cmdlet of a walkthrough lacks one right. Null if all is as the documents say.</summary>
    private static async Task<string?> RunWithoutAsync(string cmdlet, Need gone, Func<GuardedWalk, Task> walkthrough)
    {
        var left = new Rights(cmdlet, Needs(cmdlet).Where(need => need != gone))
        {
            LosesKey = gone.Where == StepCatalogue.Cloud,
        };
        try
        {
            await walkthrough(await GuardedWalk.StartAsync(other => other == cmdlet ? left : Documented(other)));
            return gone.Without is null ? $"{cmdlet} does without {gone.Permission}" : null;
        }
        catch (TimescaleVpcException error)
        {
            var text = $"{cmdlet} without {gone.Permission}: {error.ErrorId}: {error.Message}";
            return gone.Without is not null || !Names(error, gone) || error.RecommendedAction.Length == 0 ? text : null;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return $"{cmdlet} without {gone.Permission}: {error}";
        }
    }

    private static bool Names(TimescaleVpcException error, Need gone) => gone.Where == StepCatalogue.Cloud
        ? error.ErrorId == "CloudKeyRejected" : error.Message.Contains(gone.Permission, StringComparison.Ordinal);

    [GeneratedRegex(@"\[Cmdlet\(\s*Verbs\w+\.(\w+),\s*""(\w+)""")]
    private static partial Regex CmdletName();

    private void Report(IEnumerable<Need> tried)
    {
        var all = tried.ToArray();
        var counts = all.GroupBy(need => need.Where).Select(group =>
            $"{group.Key} {group.Select(need => need.Permission).Distinct().Count()}");
        var line = $"least privilege: {all.Length} cases (one right less for one cmdlet), "
            + $"{all.Count(need => need.Without is not null)} of them optional; rights: {string.Join(", ", counts)}, "
            + $"application's role {RoleActions.Own.Length}, platform's role {RoleActions.Platform.Length}";
        output.WriteLine(line);
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "out", "reliability"));
        File.AppendAllText(Path.Combine(folder.FullName, "privilege.txt"), line + Environment.NewLine);
    }
}
