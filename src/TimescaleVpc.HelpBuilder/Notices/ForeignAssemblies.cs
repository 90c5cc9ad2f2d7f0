using System.Text.Json.Nodes;

namespace TimescaleVpc.HelpBuilder.Notices;

/// <summary>The assemblies of others in a folder of built ones, and the packages that they are from.</summary>
internal static class ForeignAssemblies
{
    /// <param name="dependencies">
    /// The list of dependencies (deps.json) of the build; the assemblies are beside it.
    /// </param>
    /// <param name="roots">The folders into which restore has put packages.</param>
    public static IReadOnlyList<(Package Package, string[] Assemblies)> Read(
        string dependencies, IReadOnlyCollection<string> roots)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(dependencies))!;
        var list = JsonNode.Parse(File.ReadAllText(dependencies))!;
        var target = list["targets"]![(string)list["runtimeTarget"]!["name"]!]!.AsObject();
        var files = Directory.GetFiles(folder, "*.dll").Select(file => Path.GetFileName(file))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var owners = new List<(Package, string[])>();
        foreach (var (name, node) in target.OrderBy(item => item.Key, StringComparer.OrdinalIgnoreCase))
        {
            var assemblies = (node!["runtime"]?.AsObject() ?? []).Select(item => Path.GetFileName(item.Key))
                .Where(files.Remove).Order(StringComparer.Ordinal).ToArray();
            var library = list["libraries"]![name]!;
            if (assemblies.Length == 0 || (string)library["type"]! != "package") continue;
            var (id, version) = (name[..name.IndexOf('/')], name[(name.IndexOf('/') + 1)..]);
            owners.Add((Package.Read(id, version, (string)library["path"]!, roots), assemblies));
        }

        return files.Count == 0
            ? owners
            : throw new NoticeException(Path.Combine(folder, files.Order(StringComparer.Ordinal).First()),
                "No package and no project of ours is known for it: it would ship without its licence. Remove it, or "
                + "build again.");
    }
}
