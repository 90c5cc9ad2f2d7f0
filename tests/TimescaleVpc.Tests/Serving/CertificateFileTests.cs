using System.Diagnostics;
using TimescaleVpc.Sandbox.Server.Serving;
using TimescaleVpc.Tests.Reachability;

namespace TimescaleVpc.Tests.Serving;

/// <summary>What servers leave in the temporary folder, however they end.</summary>
public sealed class CertificateFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    private readonly DirectoryInfo elsewhere = Directory.CreateTempSubdirectory();

    public void Dispose()
    {
        folder.Delete(recursive: true);
        elsewhere.Delete(recursive: true);
    }

    [UnixFact]
    public async Task A_later_start_clears_what_a_killed_server_left_and_nothing_of_a_living_one()
    {
        await using var server = await StartAsync();
        var connection = Path.Combine(elsewhere.FullName, "killed.json");
        await using var killedServer = await ServerProcess.StartAsync(
            [("TMPDIR", folder.FullName), ("TMP", folder.FullName)], "--connection-file", connection);
        await killedServer.StopAsync("KILL");
        Assert.Equal(Sorted(server, killedServer), Entries());
        Assert.True(File.Exists(connection));
        var file = Path.Combine(elsewhere.FullName, "living.json");
        server.Join().Publish(file);

        // Beside the leftover of a server that was killed while it wrote, and what only looks like one.
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "timescalevpc-certificate-0.pem"), "-----BEG");
        var other = Path.Combine(folder.FullName, "timescalevpc-notes.pem");
        await File.WriteAllTextAsync(other, "mine");

        await using (var next = await StartAsync())
        {
            Assert.Equal([.. Sorted(server, next).Append(other).Order(StringComparer.Ordinal)], Entries());
            Assert.NotEmpty(server.Join().Inventory());
            Assert.Equal([file], Directory.GetFiles(elsewhere.FullName));
        }

        Assert.Equal([.. new[] { server.Info.Certificate!, other }.Order(StringComparer.Ordinal)], Entries());
        Assert.Equal(0, await server.StopAsync());
        Assert.Equal([other], Entries());
        Assert.Empty(Directory.GetFileSystemEntries(elsewhere.FullName));
    }

    /// <summary>Servers that start and end side by side take nothing from each other.</summary>
    [Fact]
    public void Each_of_many_keeps_its_file_as_long_as_it_holds_it()
    {
        Parallel.For(0, 400, number =>
        {
            using var file = CertificateFile.OwnIn(folder.FullName, $"certificate {number}");
            Assert.Equal($"certificate {number}\n", File.ReadAllText(file.Path).ReplaceLineEndings("\n"));
        });
        Assert.Empty(Entries());
    }

    [Fact]
    public async Task Where_locks_do_not_work_nothing_is_cleared()
    {
        await using var server = await StartAsync();
        await using (var lockless = await StartAsync(("DOTNET_SYSTEM_IO_DISABLEFILELOCKING", "1")))
            Assert.Equal(Sorted(server, lockless), Entries());
        Assert.Equal([server.Info.Certificate!], Entries());
    }

    [UnixFact]
    public async Task A_full_disk_is_named_and_nothing_is_left()
    {
        // A disk of one page. Where no file system can be mounted, the device that is always full stands for it.
        var script = $"mount -t tmpfs -o size=4k tmpfs '{folder.FullName}' && head -c 4096 /dev/zero > "
            + $"'{folder.FullName}/full' && dotnet '{ServerProcess.Program}' serve; echo \"ended with $?\"; "
            + $"ls '{folder.FullName}'";
        var canMount = await RunAsync("unshare", "-rm", "sh", "-c", "mount -t tmpfs tmpfs /mnt") is (0, _);
        if (canMount)
        {
            var (_, text) = await RunAsync("unshare", "-rm", "sh", "-c", script);
            Assert.Contains("serve: The public certificate cannot be written: ", text, StringComparison.Ordinal);
            Assert.Contains("space left on device", text, StringComparison.Ordinal);
            Assert.Contains("--certificate", text, StringComparison.Ordinal);
            Assert.EndsWith("ended with 1\nfull\n", text, StringComparison.Ordinal);
        }
        else if (OperatingSystem.IsLinux())
        {
            var error = Assert.Throws<IOException>(() => CertificateFile.Write("/dev/full", "certificate"));
            Assert.Contains("space left on device", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("none/public.pem")]
    public async Task A_file_that_cannot_be_is_named(string file)
    {
        var path = Path.Combine(folder.FullName, file);
        using var process = ServerProcess.Launch("serve", "--certificate", path);
        var text = await process.StandardError.ReadToEndAsync();
        Assert.Equal(1, await ServerProcess.EndAsync(process));
        Assert.Contains("serve: The public certificate cannot be written: ", text, StringComparison.Ordinal);
        Assert.Contains(path, text, StringComparison.Ordinal);
        Assert.Empty(Entries());
    }

    private Task<ServerProcess> StartAsync(params (string Name, string Value)[] environment) =>
        ServerProcess.StartAsync([("TMPDIR", folder.FullName), ("TMP", folder.FullName), .. environment]);

    /// <summary>Without what .NET itself leaves of a killed process, which is never a folder.</summary>
    private string[] Entries() =>
    [
        .. folder.EnumerateFileSystemInfos()
            .Where(entry => entry is DirectoryInfo
                || !entry.Name.StartsWith("dotnet-", StringComparison.Ordinal)
                && !entry.Name.StartsWith("clr-", StringComparison.Ordinal))
            .Select(entry => entry.FullName).Order(StringComparer.Ordinal),
    ];

    private static string[] Sorted(params ServerProcess[] servers) =>
        [.. servers.Select(server => server.Info.Certificate!).Order(StringComparer.Ordinal)];

    private async Task<(int Code, string Text)> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["TMPDIR"] = folder.FullName;
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var text = await process.StandardOutput.ReadToEndAsync();
            return (await ServerProcess.EndAsync(process), await errors + text);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (-1, "");
        }
    }
}
