using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.House;

/// <summary>
/// What a reader finds at the top: the sources, their tests, the documents, and the module's manifest.
/// </summary>
public sealed class LayoutTests
{
    private static readonly string[] Ours = ["build.ps1", "docs", "README.md", "src", "tests", "TimescaleVpc.psd1"];

    private static readonly string[] WhatToolsLookFor =
    [
        ".ci", ".editorconfig", ".gitattributes", ".github", ".gitignore", "CHANGELOG.md", "CONTRIBUTING.md",
        "Directory.Build.props", "Directory.Packages.props", "LICENSE", "TimescaleVpc.slnx",
    ];

    /// <summary>Made by tools, and in no commit.</summary>
    private static readonly string[] Untracked =
        [".git", ".idea", ".vs", ".vscode", "BenchmarkDotNet.Artifacts", "out", "TestResults"];

    [Fact]
    public void At_the_top_is_what_one_looks_for_and_no_more()
    {
        var findings = Directory.EnumerateFileSystemEntries(Repository.Root).Where(IsOfUse)
            .Select(path => Path.GetFileName(path)!)
            .Where(name => !Untracked.Contains(name) && !name.EndsWith(".user", StringComparison.Ordinal));

        Assert.Equal([.. Ours.Concat(WhatToolsLookFor).Order(StringComparer.Ordinal)],
            findings.Order(StringComparer.Ordinal));
    }

    // A folder that moved leaves behind what was built in it.
    private static bool IsOfUse(string path) => File.Exists(path)
        || Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Any(file =>
            !Path.GetRelativePath(path, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    [Fact]
    public void Each_project_has_the_name_of_its_folder()
    {
        var projects = new[] { "src", "tests" }.SelectMany(folder =>
            Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.csproj", SearchOption.AllDirectories));

        Assert.All(projects, project => Assert.Equal(
            Path.GetFileName(Path.GetDirectoryName(project)), Path.GetFileNameWithoutExtension(project)));
    }
}
