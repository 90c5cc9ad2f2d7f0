using System.Reflection;
using System.Text.RegularExpressions;
using TimescaleVpc.Engine;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.House;

/// <summary>
/// Which namespace of the engine may use which. The lists are in the order of the layers, and none may name one that
/// comes after it: so there is no circle, and a new arrow is a decision that is seen here. The last is the root.
/// </summary>
public sealed partial class NamespaceTests
{
    private const string Root = "TimescaleVpc.Engine";

    private static readonly HashSet<string> TypeNames =
    [
        .. typeof(PeeringEngine).Assembly.GetTypes().Where(type => !type.IsNested)
            .Select(type => $"{SliceOf(type, Root)}.{type.Name}"),
    ];

    private static readonly (string Name, string[] Uses)[] Layers =
    [
        ("Steps", []),
        ("Errors", ["Steps"]),
        ("Networking", ["Errors"]),
        ("Transport", ["Errors"]),
        ("Work", ["Errors", "Networking", "Steps", "Transport"]),
        ("Platforms", ["Errors", "Networking", "Steps", "Transport", "Work"]),
        ("Peerings", ["Errors", "Networking", "Platforms", "Steps", "Transport", "Work"]),
        ("Reachability", ["Networking"]),
        ("Diagnosis", ["Errors", "Networking", "Peerings", "Platforms", "Reachability", "Transport", "Work"]),
        .. All(Slices.Platforms, ["Errors", "Networking", "Platforms", "Steps", "Transport", "Work"]),
        .. All(Slices.Clouds,
            ["Diagnosis", "Errors", "Networking", "Peerings", "Platforms", "Steps", "Transport", "Work"]),
        ("Documents", ["Errors", "Steps", "Work"]),
        ("Recording", [.. Slices.Clouds, "Documents", "Errors", "Networking", "Peerings", "Platforms", "Transport"]),
        ("Sessions",
        [
            .. Slices.Clouds, "Diagnosis", "Errors", "Peerings", "Platforms", "Recording", "Transport", "Work",
        ]),
        ("Changes", ["Documents", "Errors", "Recording", "Sessions", "Transport", "Work"]),
        ("Topology", ["Diagnosis", "Documents", "Recording"]),
        ("Runbooks", ["Steps", "Transport"]),
        ("Servers", ["Errors"]),
        ("Stages",
        [
            .. Slices.Adapters, "Changes", "Diagnosis", "Documents", "Errors", "Networking", "Peerings", "Platforms",
            "Reachability", "Recording", "Runbooks", "Servers", "Sessions", "Steps", "Topology", "Transport", "Work",
        ]),
        ("", [.. Slices.Clouds, "Stages", "Work"]),
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
        var findings = string.Join('\n', Forbidden(Units(), Layers));
        Assert.True(findings.Length == 0, findings);
    }

    [Fact]
    public void A_circle_is_seen_without_a_using()
    {
        (string, string[])[] layers = [("Lower", []), ("Upper", ["Lower"]), ("", ["Upper"])];
        var madeUpTypes = Types(typeof(MadeUp.Start).Assembly, typeof(MadeUp.Start).Namespace!);
        Assert.Equal(
            ["Callee.cs: Lower uses ", "Callee.cs: Lower uses Upper"],
            Forbidden(madeUpTypes, layers).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("using TimescaleVpc.Engine.Work;")]
    [InlineData("var state = Engine.Work.StepLog.Stopped;")]
    [InlineData("if (change.Result == Work.StepLog.Stopped) return;")]
    public void A_namespace_is_seen_in_a_name(string line) => Assert.Equal(["Work"], Named(line));

    [Theory]
    [InlineData("namespace TimescaleVpc.Engine.Work;")]
    [InlineData("var count = Work.Count;")]
    [InlineData("var state = this.Work.StepLog;")]
    public void Other_text_names_none(string line) => Assert.Empty(Named(line));

    /// <summary>
    /// A permission that nothing needs hides a circle that comes. Adapters of a kind have the same ones.
    /// </summary>
    [Fact]
    public void No_arrow_is_allowed_that_is_not_there()
    {
        var used = Units().SelectMany(unit => unit.Uses.Select(use => (Kind(unit.Slice), Kind(use)))).ToHashSet();
        Assert.Equal("", string.Join('\n', Layers.SelectMany(layer => layer.Uses
            .Where(use => !used.Contains((Kind(layer.Name), Kind(use))))
            .Select(use => $"{layer.Name} does not use {use}"))));
    }

    [Fact]
    public void Only_a_session_says_which_platforms_there_are() => Assert.Empty(Units()
        .Where(unit => unit.Slice is "Stages" or "Sessions" && !KnowPlatforms.Contains(unit.Name)
            && unit.Uses.Any(Slices.Platforms.Contains))
        .Select(unit => unit.Name));

    [Fact]
    public void Only_a_cmdlet_of_a_cloud_knows_it() => Assert.Equal(
        KnowClouds.Order(StringComparer.Ordinal),
        Units().Where(unit => unit.Slice is "Stages" or "Changes" or "Topology" or "Runbooks"
                && unit.Uses.Any(Slices.Clouds.Contains))
            .Select(unit => unit.Name).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Each_file_lies_in_the_folder_of_its_namespace() => Assert.Empty(Files()
        .Where(file => file.Slice != file.Folder).Select(file => $"{file.Folder}/{file.Name}"));

    private static IEnumerable<(string Name, string[] Uses)> All(string[] slices, string[] uses) =>
        slices.Select(slice => (slice, uses));

    private static string Kind(string slice) => Slices.Clouds.Contains(slice) ? nameof(Slices.Clouds)
        : Slices.Platforms.Contains(slice) ? nameof(Slices.Platforms) : slice;

    private static IEnumerable<string> Forbidden(
        IEnumerable<(string Name, string Slice, string[] Uses)> units, (string Name, string[] Uses)[] layers)
    {
        var allowed = layers.ToDictionary(layer => layer.Name, layer => layer.Uses);
        return units.SelectMany(unit => unit.Uses
            .Where(used => used != unit.Slice && !allowed[unit.Slice].Contains(used))
            .Select(used => $"{unit.Name}: {unit.Slice} uses {used}"));
    }

    /// <summary>The engine: its files, which show what is named, and its types, which show what is used.</summary>
    private static IEnumerable<(string Name, string Slice, string[] Uses)> Units() => Files()
        .Select(file => (file.Name, file.Slice, file.Uses)).Concat(Types(typeof(PeeringEngine).Assembly, Root));

    /// <summary>The files of the engine in a slice, and the slices that they name, in a using or elsewhere.</summary>
    private static IEnumerable<(string Name, string Folder, string Slice, string[] Uses)> Files()
    {
        var engine = Path.Combine(Repository.Root, "src", "TimescaleVpc.Engine");
        foreach (var path in Directory.EnumerateFiles(engine, "*.cs", SearchOption.AllDirectories))
        {
            var parts = Path.GetRelativePath(engine, path).Split(Path.DirectorySeparatorChar);
            if (parts[0] is "obj" or "bin") continue;
            var text = File.ReadAllText(path);
            yield return (
                parts[^1], parts.Length == 1 ? "" : parts[0], Own().Match(text).Groups[1].Value, Named(text));
        }
    }

    /// <summary>The types below a namespace, each in its slice and with the slices that its code uses.</summary>
    private static IEnumerable<(string Name, string Slice, string[] Uses)> Types(Assembly assembly, string root) =>
        from type in assembly.GetTypes()
        let slice = SliceOf(type, root)
        where slice is not null
        let uses = TypeUses.Of(type).Select(usedType => SliceOf(usedType, root)).OfType<string>()
        select (Outermost(type).Name.Split('`')[0] + ".cs", slice, uses.Distinct().ToArray());

    private static Type Outermost(Type type) => type.DeclaringType is { } outerType ? Outermost(outerType) : type;

    /// <summary>What follows the root in the namespace of a type; null elsewhere.</summary>
    private static string? SliceOf(Type type, string root) => $"{type.Namespace}." is var name
        && name.StartsWith(root + ".", StringComparison.Ordinal) ? name[(root.Length + 1)..].TrimEnd('.') : null;

    /// <summary>The slices that a text names in a using, or before the name of one of their types.</summary>
    private static string[] Named(string text) =>
    [
        .. FullName().Matches(text).Select(match => match.Groups[1].Value)
            .Concat(PartialName().Matches(text).Where(match => TypeNames.Contains(match.Value))
                .Select(match => match.Groups[1].Value))
            .Distinct(),
    ];

    [GeneratedRegex(@"^namespace TimescaleVpc\.Engine(?:\.([\w.]+))?;", RegexOptions.Multiline)]
    private static partial Regex Own();

    [GeneratedRegex(@"(?<!namespace TimescaleVpc\.)\bEngine\.([A-Z]\w+)")]
    private static partial Regex FullName();

    [GeneratedRegex(@"(?<![\w.])([A-Z]\w+)\.[A-Z]\w+")]
    private static partial Regex PartialName();
}
