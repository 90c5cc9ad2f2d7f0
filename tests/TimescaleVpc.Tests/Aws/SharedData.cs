using System.Text.Json.Nodes;

namespace TimescaleVpc.Tests.Aws;

/// <summary>The vendors' API descriptions, which lie beside the repository and not in it.</summary>
internal static class SharedData
{
    /// <summary>The file's path; null if it is not there.</summary>
    public static string? Find(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "TimescaleVpc.slnx"))) continue;
            var path = Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", "data", name));
            return File.Exists(path) ? path : null;
        }

        return null;
    }

    public static JsonNode? Json(string name) =>
        Find(name) is { } path ? JsonNode.Parse(File.ReadAllText(path)) : null;
}
