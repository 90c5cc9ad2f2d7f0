using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace TimescaleVpc.Sandbox.Server.Serving;

/// <summary>A running server.</summary>
internal sealed class SandboxHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly X509Certificate2 certificate;
    private readonly CertificateFile file;
    private readonly object sync = new();
    private ConnectionFile? connection;

    private SandboxHost(
        WebApplication app, ServedWorld world, X509Certificate2 certificate, CertificateFile file, SandboxServer info)
    {
        this.app = app;
        World = world;
        this.certificate = certificate;
        this.file = file;
        Info = info;
    }

    /// <summary>The address of the server.</summary>
    public SandboxServer Info { get; }

    public ServedWorld World { get; }

    public static async Task<SandboxHost> StartAsync(ServeOptions options)
    {
        SandboxHost? host = null;
        var world = new ServedWorld(options);
        var (listeners, plainListeners) = Bind(options);
        var certificate = ServerCertificate.Make(world.World.HostNames);
        var token = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var app = Build(listeners, plainListeners, certificate, options.ExitWithStdin, host => world.World.Plays(host));
        var router = new RequestRouter(
            world, new AdminApi(world, token, path => host!.Publish(path), app.Lifetime.StopApplication),
            app.Lifetime.ApplicationStopping);
        app.Run(router.RespondAsync);
        await app.StartAsync();
        var file = await PublishAsync(app, options.Certificate, certificate);
        host = new SandboxHost(app, world, certificate, file,
            new SandboxServer(new Uri($"https://localhost:{listeners.Port}"), token)
            {
                Certificate = file.Path,
                Pin = ConnectionFile.PinOf(certificate),
                HttpUri = plainListeners is null ? null : new Uri($"http://localhost:{plainListeners.Port}"),
                ProcessId = Environment.ProcessId,
            });
        if (options.ConnectionFile is { } connection) await host.PublishOrEndAsync(connection);
        return host;
    }

    /// <summary>Writes where it is into a file for its owner's eyes, in place of one that was written before.</summary>
    /// <exception cref="IOException">It cannot be written; nothing has changed.</exception>
    /// <exception cref="UnauthorizedAccessException">As above.</exception>
    public void Publish(string path)
    {
        lock (sync)
        {
            var newConnection = ConnectionFile.Write(System.IO.Path.GetFullPath(path), Info);
            file.Add(ConnectionFile.NoteOf(newConnection.Path));
            connection?.Dispose();
            connection = newConnection;
        }
    }

    /// <summary>Until a signal, or <see cref="Stop"/>, ends it.</summary>
    public Task WaitAsync() => app.WaitForShutdownAsync();

    public void Stop() => app.Lifetime.StopApplication();

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        certificate.Dispose();
        lock (sync) connection?.Dispose();
        file.Dispose();
    }

    private async Task PublishOrEndAsync(string path)
    {
        try
        {
            Publish(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            await DisposeAsync();
            throw new IOException($"The connection file cannot be written: {error.Message.TrimEnd('.')}. "
                + "Name another one with --connection-file.");
        }
    }

    /// <summary>Written once the server runs, so that a client that waits for the file can connect.</summary>
    private static async Task<CertificateFile> PublishAsync(
        WebApplication app, string? path, X509Certificate2 certificate)
    {
        try
        {
            return CertificateFile.Write(path, certificate.ExportCertificatePem());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            await app.DisposeAsync();
            certificate.Dispose();
            throw new IOException($"The public certificate cannot be written: {error.Message.TrimEnd('.')}. "
                + "Make room there, or name another file with --certificate (without it, TMPDIR or TEMP decides).");
        }
    }

    private static (Listeners Https, Listeners? Http) Bind(ServeOptions options)
    {
        var https = Listeners.Bind(options.Port);
        try
        {
            return (https, options.HttpPort is { } port ? Listeners.Bind(port) : null);
        }
        catch
        {
            https.Dispose();
            throw;
        }
    }

    private static WebApplication Build(
        Listeners listeners, Listeners? plainListeners, X509Certificate2 certificate, bool isOwned,
        Func<string, bool> plays)
    {
        // Empty: no configuration from files or the environment can open another port.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        if (isOwned) builder.Services.AddSingleton<IHostLifetime, OwnedLifetime>();
        builder.Services.Configure<SocketTransportOptions>(
            transport => transport.CreateBoundListenSocket = end => plainListeners?.Take(end) ?? listeners.Take(end)!);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            kestrel.Limits.MaxConcurrentConnections = 1000;
            foreach (var endPoint in listeners.EndPoints)
                kestrel.Listen(endPoint, listen =>
                {
                    listen.Protocols = HttpProtocols.Http1;
                    listen.UseHttps(certificate);
                });
            foreach (var endPoint in plainListeners?.EndPoints ?? [])
                kestrel.Listen(endPoint, listen =>
                {
                    listen.Protocols = HttpProtocols.Http1;
                    listen.Use(next => new Tunnel(next, plays, listeners.EndPoints.First()).AnswerAsync);
                });
        });
        return builder.Build();
    }
}
