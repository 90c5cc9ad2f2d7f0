using System.Reflection;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Hosting;

/// <summary>
/// The engine's context has one version of each library, whichever is requested first: the runtime's copy if it is not
/// older than ours, otherwise ours.
/// </summary>
public sealed class EngineContextTests
{
    private static readonly string Ours = Path.Combine(Repository.Module, "bin", "engine");

    [HostTheory(OnNet8 = true), InlineData(false), InlineData(true)]
    public void A_library_that_is_newer_than_the_runtimes_is_ours_for_every_asker(bool isNewestAskedFirst)
    {
        var newer = Twice(Ours, Runtimes.Net8Libraries).Where(both => both.Own > both.Other).ToArray();
        Assert.Superset(
            new HashSet<string> { "System.Text.Encodings.Web", "System.Text.Json" },
            newer.Select(both => both.Name).ToHashSet());
        foreach (var (name, ownVersion, other) in newer)
        {
            var context = new EngineContext(Ours, Runtimes.Net8Libraries);
            var assemblies = GiveAll(context, name, isNewestAskedFirst ? [ownVersion, other] : [other, ownVersion]);
            Assert.Equal(Path.Combine(Ours, name + ".dll"), Assert.Single(assemblies).Location);
        }
    }

    [HostTheory(OnNet8 = true), InlineData(false), InlineData(true)]
    public void A_library_that_the_runtime_has_newer_is_the_runtimes_for_every_asker(bool isNewestAskedFirst)
    {
        // As if .NET 8's libraries were those that we bring, and ours those of the runtime.
        var older = Twice(Runtimes.Net8Libraries, Ours).Where(both => both.Own < both.Other).ToArray();
        Assert.NotEmpty(older);
        foreach (var (name, ownVersion, other) in older)
        {
            var context = new EngineContext(Runtimes.Net8Libraries, Ours);
            var assemblies = GiveAll(context, name, isNewestAskedFirst ? [other, ownVersion] : [ownVersion, other]);
            Assert.NotEqual(Runtimes.Net8Libraries, Path.GetDirectoryName(Assert.Single(assemblies).Location));
        }
    }

    private static Assembly[] GiveAll(EngineContext context, string name, params Version[] versions) =>
    [
        .. versions.Select(version => context.LoadFromAssemblyName(new AssemblyName(name) { Version = version }))
            .Distinct(),
    ];

    private static IEnumerable<(string Name, Version Own, Version Other)> Twice(string folder, string runtime) =>
        from file in Directory.GetFiles(folder, "*.dll")
        let other = Path.Combine(runtime, Path.GetFileName(file))
        where File.Exists(other)
        select (Path.GetFileNameWithoutExtension(file), VersionOf(file), VersionOf(other));

    private static Version VersionOf(string file) => AssemblyName.GetAssemblyName(file).Version!;
}
