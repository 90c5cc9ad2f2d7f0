using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;
using TimescaleVpc.Sandbox.Server.Serving;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Serving;

/// <summary>The file by which another PowerShell joins a server.</summary>
public sealed class ConnectionFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    private string File => Path.Combine(folder.FullName, "sandbox (1).json");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Only_its_owner_can_read_it_and_it_goes_with_the_server()
    {
        string text;
        await using (var host = await SandboxHost.StartAsync(new ServeOptions { ConnectionFile = File }))
        {
            Assert.Equal([File], Entries());
            if (OperatingSystem.IsWindows()) OnlyTheUserHasRights(File);
            else Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
            text = await System.IO.File.ReadAllTextAsync(File);
            var read = SandboxServer.Parse(text);
            Assert.Equal((host.Info.Uri, host.Info.Token, host.Info.Pin), (read.Uri, read.Token, read.Pin));

            // It has all that is needed: the certificate's own file is not looked at.
            var walk = await Walk.StartAsync(Request(File));
            Assert.Equal(2, (await walk.RunAsync<Vpc>(new GetVpcRequest(), null, [null])).Length);

            // A second server does not take it over.
            var error = await Assert.ThrowsAsync<IOException>(
                () => SandboxHost.StartAsync(new ServeOptions { ConnectionFile = File }));
            Assert.Contains("belongs to a server that runs", error.Message, StringComparison.Ordinal);
            Assert.Equal(text, await System.IO.File.ReadAllTextAsync(File));

            // Another file instead.
            var second = Path.Combine(folder.FullName, "second.json");
            host.Publish(second);
            Assert.Equal([second], Entries());
            host.Publish(File);
        }

        Assert.Empty(Entries());

        // As a killed server leaves it: told as what it is, and replaced by the next one.
        await System.IO.File.WriteAllTextAsync(File, text);
        var staleFile = await Assert.ThrowsAsync<TimescaleVpcException>(() => Walk.StartAsync(Request(File)));
        Assert.Equal("ConnectionFileStale", staleFile.ErrorId);
        Assert.Contains(File, staleFile.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(SandboxServer.Parse(text).Token, $"{staleFile}", StringComparison.Ordinal);
        await using (await SandboxHost.StartAsync(new ServeOptions { ConnectionFile = File }))
            Assert.NotEqual(text, await System.IO.File.ReadAllTextAsync(File));
        Assert.Empty(Entries());
    }

    [Fact]
    public async Task What_is_in_its_place_stays()
    {
        Directory.CreateDirectory(Path.Combine(folder.FullName, "a"));
        await System.IO.File.WriteAllTextAsync(Path.Combine(folder.FullName, "b"), "mine");
        await using var host = await SandboxHost.StartAsync(new ServeOptions());
        foreach (var (name, reason) in new[]
        {
            ("a", "is a folder"), ("b", "holds something else"), ("none/c", "Could not find a part of the path"),
        })
        {
            var error = Assert.ThrowsAny<IOException>(() => host.Publish(Path.Combine(folder.FullName, name)));
            Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        }

        Assert.Equal("mine", await System.IO.File.ReadAllTextAsync(Path.Combine(folder.FullName, "b")));
        Assert.Equal(2, Entries().Length);
    }

    /// <summary>Some file systems keep no rights: then no token is written.</summary>
    [Fact]
    public void What_others_could_read_is_not_written()
    {
        var file = System.IO.File.Create(File);
        var error = Assert.Throws<IOException>(() => ConnectionFile.Private(file, File, () => false));
        Assert.Contains($"'{folder.FullName}'", error.Message, StringComparison.Ordinal);
        Assert.False(file.CanWrite);

        file = System.IO.File.Create(File);
        Assert.Throws<UnauthorizedAccessException>(
            () => ConnectionFile.Private(file, File, () => throw new UnauthorizedAccessException()));
        Assert.False(file.CanWrite);
        using var good = System.IO.File.Create(File);
        Assert.Same(good, ConnectionFile.Private(good, File, () => true));
    }

    /// <summary>No group, no administrators, nothing from the folder.</summary>
    [SupportedOSPlatform("windows")]
    private static void OnlyTheUserHasRights(string file)
    {
        using var user = WindowsIdentity.GetCurrent();
        var rights = new FileInfo(file).GetAccessControl();
        Assert.True(rights.AreAccessRulesProtected);
        Assert.Equal(user.User, rights.GetOwner(typeof(SecurityIdentifier)));
        var rule = Assert.Single(
            rights.GetAccessRules(true, true, typeof(SecurityIdentifier)).Cast<FileSystemAccessRule>());
        Assert.Equal((user.User, AccessControlType.Allow), (rule.IdentityReference, rule.AccessControlType));
    }

    private string[] Entries() =>
        [.. Directory.GetFileSystemEntries(folder.FullName).Order(StringComparer.Ordinal)];

    private static ConnectRequest Request(string file) =>
        new() { Sandbox = true, SessionId = 1, Server = new SandboxServerRef(null, file) };
}
