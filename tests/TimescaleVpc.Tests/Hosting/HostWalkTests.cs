using System.Collections;
using System.Text.RegularExpressions;

namespace TimescaleVpc.Tests.Hosting;

/// <summary>
/// The walkthroughs in the built module without a PowerShell around it, on each runtime. What is loaded, and in which
/// order, differs from these tests' own process, where one list of dependencies decides.
/// </summary>
public sealed class HostWalkTests
{
    [HostTheory(OnNet8 = true), InlineData("azure"), InlineData("aws"), InlineData("undo")]
    public Task Goes_to_its_end_on_NET_8(string way) => GoAsync(Runtimes.Net8!, way);

    [Theory, InlineData("azure"), InlineData("aws"), InlineData("undo")]
    public Task Goes_to_its_end_on_the_newest_NET(string way) => GoAsync(Runtimes.Newest, way);

    [HostTheory(OnNet8 = true), InlineData("runbook")]
    public async Task Writes_runbooks_and_does_what_they_need_on_NET_8(string way)
    {
        var run = await HostRun.OfAsync(Runtimes.Net8!, [way]);
        run.Succeeded(Runtimes.Net8!);
        Assert.Equal(6, run.Output.Split("Runbook: ").Length - 1);
    }

    [HostTheory(OnNet8 = true), InlineData("server")]
    public Task Of_the_module_serves_on_NET_8(string way) => ServeAsync(Runtimes.Net8!, way);

    [Theory, InlineData("server")]
    public Task Of_the_module_serves_on_the_newest_NET(string way) => ServeAsync(Runtimes.Newest, way);

    [HostTheory(OnNet8 = true), InlineData("replay")]
    public Task Is_replayed_on_NET_8(string way) => ReplayAsync(Runtimes.Net8!, way);

    [Theory, InlineData("replay")]
    public Task Is_replayed_on_the_newest_NET(string way) => ReplayAsync(Runtimes.Newest, way);

    /// <summary>Recorded and replayed in one process: the same requests.</summary>
    private static async Task ReplayAsync(string dotnet, string way)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var run = await HostRun.OfAsync(dotnet, [way, Path.Combine(folder.FullName, "run.jsonl")]);
            run.Succeeded(dotnet);
            var ends = Regex.Matches(run.Output, "[0-9]+ requests").Select(end => end.Value);
            Assert.Equal(2, ends.Count());
            Assert.Single(ends.Distinct());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_way_that_does_not_lead_to_the_end_is_noticed()
    {
        var run = await HostRun.OfAsync(Runtimes.Newest, ["nowhere"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("There is no way 'nowhere'", run.Output, StringComparison.Ordinal);
    }

    /// <summary>The server's program has a list of dependencies of its own, and needs ASP.NET Core.</summary>
    private static async Task ServeAsync(string dotnet, string way)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
        environment["PATH"] = Path.GetDirectoryName(dotnet)!;
        var run = await HostRun.OfAsync(dotnet, [way], environment);
        run.Succeeded(dotnet);
        Assert.Contains("VPC: ", run.Output, StringComparison.Ordinal);
    }

    /// <summary>Files of AWS that cannot be read are of no concern to a session that has its keys elsewhere.</summary>
    private static async Task GoAsync(string dotnet, string way)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "no profile at all\n[default\nkey\n");
            var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
                .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
            environment["AWS_CONFIG_FILE"] = environment["AWS_SHARED_CREDENTIALS_FILE"] = file;
            var run = await HostRun.OfAsync(dotnet, [way], environment);
            run.Succeeded(dotnet);
            Assert.Contains("nothing was copied by hand", run.Output, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
