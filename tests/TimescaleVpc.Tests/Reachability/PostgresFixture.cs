using System.Diagnostics;
using System.Net;
using Npgsql;
using TimescaleVpc.Engine.Reachability;

namespace TimescaleVpc.Tests.Reachability;

/// <summary>
/// One cluster, made once, and a server on a copy of it for each kind of certificate that a test needs.
/// </summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    public const string User = "probe";
    public const string Password = "s3cret-Canary'\"$x";
    public const string OddFile = "/tmp/tsvpc-must-not-exist";
    public const string OddUser = $"o'brien $(touch {OddFile}) `id` \\";

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("tsvpc-pg-");
    private readonly List<PostgresServer> servers = [];

    public string CaPem { get; private set; } = "";

    /// <summary>A target at which every check passes.</summary>
    internal ProbeTarget Target => new("localhost", GoodPort, User, Password, "postgres", CaPem);

    public int GoodPort { get; private set; }

    public int ExpiredPort { get; private set; }

    public int OtherHostPort { get; private set; }

    public int PlainPort { get; private set; }

    public async Task InitializeAsync()
    {
        if (PostgresBinaries.Folder is null)
            return;
        try
        {
            await StartServersAsync();
            await AddRolesAsync();
        }
        catch
        {
            // xunit does not dispose a fixture that did not come up, and the servers would stay.
            await DisposeAsync();
            throw;
        }
    }

    public async Task DisposeAsync()
    {
        foreach (var server in servers)
            await server.DisposeAsync();
        root.Delete(recursive: true);
    }

    private async Task StartServersAsync()
    {
        using var authority = new TestAuthority("TimescaleVpc test CA");
        CaPem = authority.Pem;
        var template = await MakeClusterAsync();
        var later = DateTimeOffset.UtcNow.AddDays(20);
        var ports = await Task.WhenAll(
            ServeAsync(template, authority.Issue("localhost", later, IPAddress.Loopback)),
            ServeAsync(template, authority.Issue("localhost", DateTimeOffset.UtcNow.AddDays(-2))),
            ServeAsync(template, authority.Issue("db.example.org", later)),
            ServeAsync(template, null));
        (GoodPort, ExpiredPort, OtherHostPort, PlainPort) = (ports[0], ports[1], ports[2], ports[3]);
    }

    private async Task<string> MakeClusterAsync()
    {
        var password = Path.Combine(root.FullName, "password");
        await File.WriteAllTextAsync(password, Password);
        Unprivileged.Give(root.FullName);
        var data = Path.Combine(root.FullName, "template");
        await Unprivileged.RunAsync(
            "initdb", "-D", data, "-U", User, $"--pwfile={password}", "-A", "scram-sha-256", "-N", "--locale=C",
            "-E", "UTF8", "--wal-segsize=1", "--no-instructions");
        await File.WriteAllTextAsync(
            Path.Combine(data, "pg_hba.conf"),
            """
            host all outcast all reject
            host all all     all scram-sha-256
            """);
        return data;
    }

    private async Task<int> ServeAsync(string template, (string Certificate, string Key)? identity)
    {
        var data = Path.Combine(root.FullName, Path.GetRandomFileName());
        using (var copy = Process.Start("cp", ["-a", template, data]))
            await copy.WaitForExitAsync();
        if (identity is var (certificate, key))
        {
            var keyFile = Path.Combine(data, "server.key");
            await File.WriteAllTextAsync(Path.Combine(data, "server.crt"), certificate);
            await File.WriteAllTextAsync(keyFile, key);
            // PostgreSQL takes no key that others may read.
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(keyFile, UnixFileMode.UserRead);
            Unprivileged.Give(data);
        }

        var server = await PostgresServer.StartAsync(data, ssl: identity is not null);
        lock (servers)
            servers.Add(server);
        return server.Port;
    }

    private async Task AddRolesAsync()
    {
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1", Port = GoodPort, Username = User, Password = Password, Database = "postgres",
            SslMode = SslMode.Require, Pooling = false,
        };
        await using var connection = new NpgsqlConnection(builder.ConnectionString);
        await connection.OpenAsync();
        var literal = "'" + Password.Replace("'", "''", StringComparison.Ordinal) + "'";
        await using var command = new NpgsqlCommand(
            $"""
            CREATE ROLE outcast LOGIN PASSWORD {literal};
            CREATE ROLE limited LOGIN PASSWORD {literal} CONNECTION LIMIT 0;
            CREATE ROLE "{OddUser}" LOGIN PASSWORD {literal};
            """, connection);
        await command.ExecuteNonQueryAsync();
    }
}
