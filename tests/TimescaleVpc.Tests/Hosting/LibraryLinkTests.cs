using TimescaleVpc.Tests.PowerShell;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Hosting;

/// <summary>
/// All that our libraries call is there, in the copies that the engine's context gives them, whether or not some test
/// comes by.
/// </summary>
public sealed class LibraryLinkTests
{
    private static readonly string Ours = Path.Combine(Repository.Module, "bin", "engine");

    [HostTheory(OnNet8 = true), InlineData("NET 8")]
    public void All_lead_somewhere_on(string runtime) => AllLead(runtime, Runtimes.Net8Libraries);

    [Fact]
    public void All_lead_somewhere_on_the_newest_NET() => AllLead("the newest .NET", Runtimes.NewestLibraries);

    /// <summary>There PowerShell's own libraries are in one folder with the runtime's.</summary>
    [HostTheory(WithPowerShell = true), InlineData("PowerShell")]
    public void All_lead_somewhere_in_a_self_contained(string host)
    {
        var (_, folders) = PowerShellProcess.Run(
            "-Command", "$PSHOME; [Runtime.InteropServices.RuntimeEnvironment]::GetRuntimeDirectory()");
        var folder = Directory.CreateTempSubdirectory("tsvpc-host-");
        try
        {
            var files = folders.Trim().Split('\n').SelectMany(from => Directory.GetFiles(from.Trim(), "*.dll"));
            foreach (var file in files)
                File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)), overwrite: true);
            AllLead(host, folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Two versions of one library in one context: what this looks for.</summary>
    [HostTheory(OnNet8 = true), InlineData("System.Text.Encodings.Web", "Microsoft.Identity.Client", "Encode")]
    public void That_lead_nowhere_are_found(string split, string caller, string member)
    {
        var context = new EngineContext(Ours, Runtimes.Net8Libraries);
        using var world = new LibraryWorld(Ours, Runtimes.Net8Libraries, library =>
            library.Name == split && library.Version!.Major <= 8 ? null : context.OwnCopyOf(library.Name!));
        Assert.Contains(LibraryLinks.Broken(world), link =>
            link.StartsWith($"{caller}: ", StringComparison.Ordinal)
            && link.Contains($" has no {member} ", StringComparison.Ordinal));
    }

    private static void AllLead(string host, string libraries)
    {
        using var world = LibraryWorld.Of(Ours, libraries);
        Assert.True(world.Own.Count() > 20, $"{host}: {string.Join(", ", world.Own.Select(library => library.Name))}");
        Assert.Equal([], LibraryLinks.Broken(world).Order());
    }
}
