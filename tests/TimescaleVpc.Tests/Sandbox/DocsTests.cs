using System.Runtime.CompilerServices;

namespace TimescaleVpc.Tests.Sandbox;

public class DocsTests
{
    [Fact]
    public void The_document_names_every_kind_change_and_setting()
    {
        using var client = new Client();
        var text = string.Concat(new[] { "sandbox.md", "sandbox-aws.md" }
            .Select(name => File.ReadAllText(Path.Combine(Root(), "docs", name))));
        var names = client.World.RequestKinds.Concat(client.World.OutsideChanges)
            .Concat(typeof(SandboxSettings).GetProperties().Select(property => property.Name));
        Assert.All(names, name => Assert.Contains($"`{name}`", text, StringComparison.Ordinal));
    }

    // A build may hide the source's path, or put its output elsewhere; one of the two leads to the repository.
    private static string Root([CallerFilePath] string here = "")
    {
        foreach (var start in new[] { AppContext.BaseDirectory, here })
            for (var folder = Path.GetDirectoryName(start); folder is not null; folder = Path.GetDirectoryName(folder))
                if (File.Exists(Path.Combine(folder, "TimescaleVpc.slnx"))) return folder;
        throw new InvalidOperationException("The repository was not found.");
    }
}
