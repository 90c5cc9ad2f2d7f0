using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using TimescaleVpc.Tests.Reachability;

namespace TimescaleVpc.Tests.Serving;

/// <summary>The command <c>serve</c> as a process: what it writes, and how it ends.</summary>
public sealed class ServerProcessTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("TERM")]
    public async Task It_ends_cleanly_when_it_is_told_to(string? signal)
    {
        if (signal is not null && OperatingSystem.IsWindows()) return;
        await using var server = await ServerProcess.StartAsync("--speed", "5", "--seed", "3");
        var world = server.Join();
        Assert.NotEmpty(world.Inventory());

        Assert.Equal(0, await server.StopAsync(signal));

        Assert.False(File.Exists(server.Info.Certificate));
        Assert.Throws<HttpRequestException>(() => world.Inventory());
    }

    /// <summary>Keys and hang-ups of a terminal reach it as well as the process that it belongs to.</summary>
    [UnixFact]
    public async Task It_leaves_signals_of_the_terminal_to_the_process_that_started_it()
    {
        await using var server = await ServerProcess.StartAsync();
        foreach (var signal in new[] { "INT", "QUIT", "HUP" })
        {
            await Process.Start("kill", [$"-{signal}", $"{server.Info.ProcessId}"]).WaitForExitAsync();
            Assert.NotEmpty(server.Join().Inventory());
        }

        Assert.Equal(0, await server.StopAsync());
        Assert.False(File.Exists(server.Info.Certificate));
    }

    [UnixFact]
    public async Task Started_at_a_prompt_it_ends_with_Ctrl_C()
    {
        using var process = ServerProcess.LaunchAtPrompt("serve");
        var info = SandboxServer.Parse((await process.StandardOutput.ReadLineAsync())!);

        await Process.Start("kill", ["-INT", $"{process.Id}"]).WaitForExitAsync();

        Assert.Equal(0, await ServerProcess.EndAsync(process));
        Assert.False(File.Exists(info.Certificate));
    }

    [UnixFact]
    public async Task It_ends_cleanly_under_load_too()
    {
        await using var server = await ServerProcess.StartAsync();
        var world = server.Join();
        world.Settings.Latency["*"] = TimeSpan.FromHours(1);
        using var client = new HttpClient(world.CreateHandler());
        var request = client.GetAsync(new Uri("https://graph.microsoft.com/v1.0/me"));
        while (world.Requests.Length == 0) await Task.Yield();

        Assert.Equal(0, await server.StopAsync("TERM"));

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => request);
    }

    [UnixFact]
    public async Task It_ends_cleanly_while_many_clients_write_by_every_way()
    {
        await using var server = await ServerProcess.StartAsync("--http-port", "0");
        using var over = new CancellationTokenSource();
        var answered = 0;
        var clients = Enumerable.Range(0, 20).Select(number => Task.Run(async () =>
        {
            var isPlain = number % 2 == 0;
            var root = isPlain ? server.Info.HttpUri! : server.Info.Uri;
            using var client = isPlain ? Wire.Unproxied() : Wire.Client(server.Info);
            while (true)
            {
                using var response = await client.GetAsync(new Uri(root, "/v1/me"), over.Token);
                Interlocked.Increment(ref answered);
            }
        })).ToArray();
        await using var silent = await Wire.PlainAsync(server.Info.HttpUri!.Port);
        await using var tunnel = await Wire.PlainAsync(server.Info.HttpUri.Port);
        await tunnel.SendAsync("CONNECT api.aiven.io:443 HTTP/1.1\r\n\r\n");
        while (Volatile.Read(ref answered) < 100) await Task.Yield();

        Assert.Equal(0, await server.StopAsync("TERM"));

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => Task.WhenAny(clients).Unwrap());
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => Task.WhenAll(clients));
    }

    [Fact]
    public async Task Its_line_and_its_certificate_are_what_others_need()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "public.pem");
        await using var server = await ServerProcess.StartAsync("--certificate", file);

        Assert.Equal(file, server.Info.Certificate);
        Assert.Equal("localhost", server.Info.Uri.Host);
        Assert.True(server.Info.ProcessId > 0);
        Assert.DoesNotContain(server.Info.Token, server.Info.ToString(), StringComparison.Ordinal);
        using var certificate = X509Certificate2.CreateFromPem(await File.ReadAllTextAsync(file));
        Assert.False(certificate.HasPrivateKey);
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single();
        Assert.Contains("sts.eu-west-1.amazonaws.com", names.EnumerateDnsNames());
        Assert.Contains("localhost", names.EnumerateDnsNames());
        Assert.Equal([IPAddress.Loopback, IPAddress.IPv6Loopback], names.EnumerateIPAddresses());
    }

    [Theory]
    [InlineData("--speed 0", "--speed is a number from 0.001 to 100000, not '0'.")]
    [InlineData("--port 70000", "--port is a number")]
    [InlineData("--http-port -1", "--http-port is a number from 0 to 65535, not '-1'.")]
    [InlineData("--port", "--port needs a value.")]
    [InlineData("--latency slow", "--latency is zero or realistic, not 'slow'.")]
    [InlineData("--verbose", "There is no option --verbose.")]
    [InlineData("--latency \u001b[31m\n", "--latency is zero or realistic, not '`u{1b}[31m`u{a}'.")]
    public async Task Unfit_options_are_named(string options, string expected)
    {
        using var process = ServerProcess.Launch(["serve", .. options.Split(' ')]);
        var text = await process.StandardError.ReadToEndAsync();
        Assert.Equal(2, await ServerProcess.EndAsync(process));
        Assert.Contains(expected, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_port_is_an_error()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var process = ServerProcess.Launch("serve", "--port", $"{((IPEndPoint)listener.LocalEndpoint).Port}");
        Assert.NotEmpty(await process.StandardError.ReadToEndAsync());
        Assert.Equal(1, await ServerProcess.EndAsync(process));
    }
}
