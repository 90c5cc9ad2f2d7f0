using System.Text.RegularExpressions;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.House;

/// <summary>
/// Which namespace of the engine may use which. The lists are in the order of the layers, and none may name one that
/// comes after it: so there is no circle, and a new arrow is a decision that is seen here.
/// </summary>
public sealed partial class NamespaceTests
{
    private static readonly (string Name, string[] Uses)[] Layers =
    [
        ("Steps", []),
        ("Errors", ["Steps"]),
        ("Networking", ["Errors"]),
        ("Transport", ["Errors"]),
        ("Work", ["Errors", "Networking", "Steps", "Transport"]),
        ("Platforms", ["Errors", "Networking", "Steps", "Work"]),
        ("Peerings", ["Errors", "Networking", "Platforms", "Steps", "Transport", "Work"]),
        ("Reachability", ["Networking"]),
        ("Diagnosis", ["Errors", "Networking", "Peerings", "Platforms", "Reachability", "Work"]),
        .. All(Slices.Platforms, ["Errors", "Networking", "Platforms", "Steps", "Transport", "Work"]),
        .. All(Slices.Clouds,
            ["Diagnosis", "Errors", "Networking", "Peerings", "Platforms", "Steps", "Transport", "Work"]),
        ("Documents", ["Errors", "Steps", "Work"]),
        ("Recording", [.. Slices.Clouds, "Documents", "Errors", "Networking", "Peerings", "Platforms", "Transport"]),
        ("Sessions",
        [
            .. Slices.Clouds, "Diagnosis", "Errors", "Peerings", "Platforms", "Recording", "Transport", "Work",
        ]),
        ("Changes", ["Documents", "Errors", "Recording", "Sessions", "Work"]),
        ("Topology", ["Diagnosis", "Documents", "Recording"]),
        ("Runbooks", ["Steps", "Transport"]),
        ("Servers", ["Errors"]),
        ("Stages",
        [
            .. Slices.Adapters, "Changes", "Diagnosis", "Documents", "Errors", "Networking", "Peerings", "Platforms",
            "Reachability", "Recording", "Runbooks", "Servers", "Sessions", "Steps", "Topology", "Transport", "Work",
        ]),
    ];

    /// <summary>Where a stage names a platform: where it is signed in to.</summary>
    private static readonly string[] KnowPlatforms = ["ConnectStage.cs", "ConnectWarmUp.cs"];

    /// <summary>
    /// Where a stage names a cloud: the cmdlets of one cloud, and those that remove in the end what Azure needs to
    /// make a link. To every other stage all clouds are the same.
    /// </summary>
    private static readonly string[] KnowClouds =
    [
        "GetVNetStage.cs", "GrantStage.cs", "RevokeStage.cs", "GetAwsVpcStage.cs", "GrantEgressStage.cs",
        "RevokeEgressStage.cs", "ApprovalStage.cs", "RepairRun.cs",
    ];

    [Fact]
    public void The_layers_have_no_circle()
    {
        for (var at = 0; at < Layers.Length; at++)
        {
            var below = Layers[..at].Select(layer => layer.Name).ToArray();
            Assert.All(Layers[at].Uses, used => Assert.True(
                below.Contains(used), $"{Layers[at].Name} may not use {used}, which does not come before it."));
        }
    }

    [Fact]
    public void Each_namespace_uses_what_it_may()
    {
        var allowed = Layers.ToDictionary(layer => layer.Name, layer => layer.Uses);
        Assert.Equal("", string.Join('\n', Files().SelectMany(file => file.Uses
            .Where(used => used != file.Slice && !allowed[file.Slice].Contains(used))
            .Select(used => $"{file.Name}: {file.Slice} uses {used}"))));
    }

    /// <summary>
    /// A permission that nothing needs hides a circle that comes. Adapters of a kind have the same ones.
    /// </summary>
    [Fact]
    public void No_arrow_is_allowed_that_is_not_there()
    {
        var used = Files().SelectMany(file => file.Uses.Select(use => (Kind(file.Slice), Kind(use)))).ToHashSet();
        Assert.Equal("", string.Join('\n', Layers.SelectMany(layer => layer.Uses
            .Where(use => !used.Contains((Kind(layer.Name), Kind(use))))
            .Select(use => $"{layer.Name} does not use {use}"))));
    }

    [Fact]
    public void Only_a_session_says_which_platforms_there_are() => Assert.Empty(Files()
        .Where(file => file.Slice is "Stages" or "Sessions" && !KnowPlatforms.Contains(file.Name)
            && file.Uses.Any(Slices.Platforms.Contains))
        .Select(file => file.Name));

    [Fact]
    public void Only_a_cmdlet_of_a_cloud_knows_it() => Assert.Equal(
        KnowClouds.Order(StringComparer.Ordinal),
        Files().Where(file => file.Slice is "Stages" or "Changes" or "Topology" or "Runbooks"
                && file.Uses.Any(Slices.Clouds.Contains))
            .Select(file => file.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Each_file_lies_in_the_folder_of_its_namespace() => Assert.Empty(Files()
        .Where(file => file.Slice != file.Folder).Select(file => $"{file.Folder}/{file.Name}"));

    private static IEnumerable<(string Name, string[] Uses)> All(string[] slices, string[] uses) =>
        slices.Select(slice => (slice, uses));

    private static string Kind(string slice) => Slices.Clouds.Contains(slice) ? nameof(Slices.Clouds)
        : Slices.Platforms.Contains(slice) ? nameof(Slices.Platforms) : slice;

    /// <summary>The files of the engine in a slice, and the slices that they name, in a using or in full.</summary>
    private static IEnumerable<(string Name, string Folder, string Slice, string[] Uses)> Files()
    {
        var engine = Path.Combine(Repository.Root, "src", "TimescaleVpc.Engine");
        foreach (var path in Directory.EnumerateFiles(engine, "*.cs", SearchOption.AllDirectories))
        {
            var folder = Path.GetRelativePath(engine, path).Split(Path.DirectorySeparatorChar)[0];
            if (folder is "obj" or "bin" || folder.EndsWith(".cs", StringComparison.Ordinal)) continue;
            var text = File.ReadAllText(path);
            yield return (
                Path.GetFileName(path), folder, Own().Match(text).Groups[1].Value,
                [.. Named().Matches(text).Select(match => match.Groups[1].Value).Distinct()]);
        }
    }

    [GeneratedRegex(@"^namespace TimescaleVpc\.Engine\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex Own();

    [GeneratedRegex(@"(?<!namespace )TimescaleVpc\.Engine\.([A-Z]\w+)")]
    private static partial Regex Named();
}
