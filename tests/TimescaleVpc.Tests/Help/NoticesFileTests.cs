using TimescaleVpc.HelpBuilder.Notices;

namespace TimescaleVpc.Tests.Help;

/// <summary>What the builder makes of packages, and what it says of one whose licence it cannot ship.</summary>
public sealed class NoticesFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_licence_by_name_is_named_and_its_text_follows_once()
    {
        Make("One", "<license type='expression'>MIT</license><copyright>One's\n  makers</copyright>");
        Make("Two", "<license type='expression'>MIT OR Apache-2.0</license><authors>Two's makers</authors>"
            + "<repository url='https://example.org/two' />");
        var text = Write("One", "Two");

        Assert.Contains("One 1.2.3\n  assembly:   One.dll\n  licence:    MIT\n  copyright:  One's makers\n", text,
            StringComparison.Ordinal);
        Assert.Contains("  licence:    MIT OR Apache-2.0\n  copyright:  by Two's makers\n"
            + "  source:     https://example.org/two\n", text, StringComparison.Ordinal);
        Assert.Equal(2, text.Split("Permission is hereby granted").Length);
        Assert.Equal(2, text.Split("Version 2.0, January 2004").Length);
        Assert.DoesNotContain('\r', text);
        Assert.Equal(text, Write("One", "Two"));
    }

    [Fact]
    public void Texts_of_packages_are_carried_one_copy_for_equal_ones()
    {
        Make("One", "<license type='file'>docs\\terms.txt</license>", ("docs/terms.txt", "Terms of one.\r\n"));
        Make("Two", "<licenseUrl>https://example.org/terms</licenseUrl>",
            ("LICENSE.TXT", "Terms of two.\n"), ("THIRD-PARTY-NOTICES.TXT", "Of others. \r\n"));
        Make("Three", "<license type='expression'>MIT</license>", ("third-party-notices.txt", "Of others.\n"));
        var text = Write("One", "Two", "Three");

        Assert.Contains("  licence:    docs/terms.txt of the package, below\n", text, StringComparison.Ordinal);
        Assert.Contains("  licence:    https://example.org/terms; the package has its text, below\n", text,
            StringComparison.Ordinal);
        Assert.Contains("\nOne 1.2.3: docs/terms.txt\n", text, StringComparison.Ordinal);
        Assert.Contains("\nTwo 1.2.3: LICENSE.TXT\n", text, StringComparison.Ordinal);
        Assert.Contains("\nThree 1.2.3: third-party-notices.txt\nTwo 1.2.3: THIRD-PARTY-NOTICES.TXT\n", text,
            StringComparison.Ordinal);
        Assert.Equal(2, text.Split("Of others.").Length);
    }

    [Theory]
    [InlineData("<authors>me</authors>", "names no licence")]
    [InlineData("<licenseUrl>https://example.org/</licenseUrl>", "only the address https://example.org/")]
    [InlineData("<license type='file'>gone.txt</license>", "names gone.txt as its licence and lacks it")]
    [InlineData("<license type='expression'>MIT AND EUPL-1.2</license>", "EUPL-1.2, of which the build has no text")]
    public void A_licence_that_cannot_be_shipped_stops_the_build(string metadata, string because)
    {
        Make("One", metadata);
        var error = Assert.Throws<NoticeException>(() => Write("One"));
        Assert.StartsWith("One 1.2.3: error NOTICE: ", error.ToString(), StringComparison.Ordinal);
        Assert.Contains(because, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_assembly_of_no_package_stops_the_build()
    {
        Make("One", "<license type='expression'>MIT</license>");
        File.WriteAllText(Path.Combine(folder.FullName, "Stray.dll"), "");
        var error = Assert.Throws<NoticeException>(() => Write("One"));
        Assert.Contains("Stray.dll: error NOTICE: No package", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_package_that_is_not_restored_stops_the_build()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "One.dll"), "");
        Assert.Contains("restore it", Assert.Throws<NoticeException>(() => Write("One")).Message,
            StringComparison.Ordinal);
    }

    private void Make(string id, string metadata, params (string Name, string Text)[] files)
    {
        var package = folder.CreateSubdirectory($"packages/{id.ToLowerInvariant()}/1.2.3").FullName;
        File.WriteAllText(Path.Combine(package, $"{id}.nuspec"),
            $"<package xmlns='urn:any'><metadata><id>{id}</id>{metadata}</metadata></package>");
        foreach (var (name, text) in files)
        {
            var file = Path.Combine(package, name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        File.WriteAllText(Path.Combine(folder.FullName, $"{id}.dll"), "");
    }

    private string Write(params string[] ids)
    {
        var dependencies = Path.Combine(folder.FullName, "Ours.deps.json");
        File.WriteAllText(Path.Combine(folder.FullName, "Ours.dll"), "");
        var targets = ids.Select(id => $$"""
            "{{id}}/1.2.3": { "runtime": { "lib/net8.0/{{id}}.dll": {} } }
            """);
        var libraries = ids.Select(id => $$"""
            "{{id}}/1.2.3": { "type": "package", "path": "{{id.ToLowerInvariant()}}/1.2.3" }
            """);
        File.WriteAllText(dependencies, $$"""
            {
              "runtimeTarget": { "name": "any" },
              "targets": { "any": { "Ours/1.0.0": { "runtime": { "Ours.dll": {} } }, {{string.Join(',', targets)}} } },
              "libraries": { "Ours/1.0.0": { "type": "project" }, {{string.Join(',', libraries)}} }
            }
            """);
        return NoticesFile.Write(
            dependencies, [Path.Combine(folder.FullName, "none"), Path.Combine(folder.FullName, "packages")]);
    }
}
