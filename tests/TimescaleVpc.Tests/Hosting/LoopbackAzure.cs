using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using TimescaleVpc.Sandbox.Server.Serving;

namespace TimescaleVpc.Tests.Hosting;

/// <summary>
/// What a sign-in to Azure meets, on loopback: an authority under a name of its own and under the public one, ARM, the
/// endpoint of a managed identity, and the managed service, which a session needs. A proxy leads the public names here
/// and no other anywhere: nothing leaves this machine.
/// </summary>
internal sealed class LoopbackAzure : IAsyncDisposable
{
    public const string Network = $"/subscriptions/{Subscription}/resourceGroups/Loop-RG/providers/Microsoft.Network"
        + "/virtualNetworks/Loop-VNet";

    private const string Subscription = "5ab50000-0000-4000-8000-000000000001";
    private const string Login = "login.microsoftonline.com";
    private const string Arm = "management.azure.com";

    /// <summary>
    /// The address of a virtual machine's identity in Azure: the chain tries it, and gets no response.
    /// </summary>
    private const string Machine = "169.254.169.254";

    private readonly WebApplication app;
    private readonly X509Certificate2 certificate;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tsvpc-azure-");

    private LoopbackAzure(WebApplication app, X509Certificate2 certificate, int https, int plain)
    {
        (this.app, this.certificate) = (app, certificate);
        (Https, Plain) = ($"https://localhost:{https}", $"http://127.0.0.1:{plain}");
        Authority = new LoopbackAuthority(folder.FullName);
        CertificateFile = Path.Combine(folder.FullName, "server.pem");
        File.WriteAllText(CertificateFile, certificate.ExportCertificatePem());
    }

    /// <summary>The authority under a name of its own.</summary>
    public string Https { get; }

    /// <summary>The managed service, the identity's endpoint, and the proxy.</summary>
    public string Plain { get; }

    /// <summary>What a client has to trust.</summary>
    public string CertificateFile { get; }

    /// <summary>A folder that goes with this.</summary>
    public string Folder => folder.FullName;

    public LoopbackAuthority Authority { get; }

    /// <summary>Each request: method, host and path.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>The hosts that are not played here and were asked for all the same.</summary>
    public ConcurrentQueue<string> Outside { get; } = new();

    /// <summary>The tokens that ARM was given.</summary>
    public ConcurrentQueue<string> Tokens { get; } = new();

    public static async Task<LoopbackAzure> StartAsync()
    {
        var (https, plain) = (Listeners.Bind(0), Listeners.Bind(0));
        var certificate = ServerCertificate.Make([Login, Arm]);
        LoopbackAzure? azure = null;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.Configure<SocketTransportOptions>(
            transport => transport.CreateBoundListenSocket = end => plain.Take(end) ?? https.Take(end)!);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            foreach (var end in https.EndPoints) kestrel.Listen(end, listen => listen.UseHttps(certificate));
            foreach (var end in plain.EndPoints)
                kestrel.Listen(end, listen => listen.Use(
                    next => new Tunnel(next, host => azure!.Plays(host), https.EndPoints.First()).AnswerAsync));
        });
        var app = builder.Build();
        azure = new LoopbackAzure(app, certificate, https.Port, plain.Port);
        app.Run(azure.AnswerAsync);
        await app.StartAsync();
        return azure;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        certificate.Dispose();
        Authority.Dispose();
        folder.Delete(recursive: true);
    }

    private bool Plays(string host)
    {
        if (host is Login or Arm) return true;
        Outside.Enqueue(host);
        return false;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        Asked.Enqueue($"{request.Method} {request.Host.Host} {request.Path}");
        var (status, body) = request.Host.Host switch
        {
            "127.0.0.1" when request.Path == "/v1/project" => (200, """{"projects":[{"project_name":"demo"}]}"""),
            "127.0.0.1" when request.Path == "/identity" => LoopbackAuthority.OfIdentity(request),
            "localhost" => await Authority.AnswerAsync(request, Https),
            Login => await Authority.AnswerAsync(request, $"https://{Login}"),
            Arm => AnswerAsArm(request),
            _ => (0, ""),
        };
        if (status == 0)
        {
            if (request.Host.Host != Machine) Outside.Enqueue(request.Host.Value!);
            context.Abort();
            return;
        }

        response.StatusCode = status;
        response.ContentType = "application/json";
        await response.WriteAsync(body);
    }

    private (int Status, string Body) AnswerAsArm(HttpRequest request)
    {
        var token = request.Headers.Authorization.ToString();
        Tokens.Enqueue(token);
        if (!LoopbackAuthority.Knows(token))
            return (401, """{"error":{"code":"InvalidAuthenticationToken","message":"no"}}""");
        const string Tenant = LoopbackAuthority.Tenant;
        return request.Path.Value switch
        {
            "/subscriptions" => (200, $$"""
                {"value":[{"id":"/subscriptions/{{Subscription}}","subscriptionId":"{{Subscription}}",
                "tenantId":"{{Tenant}}","displayName":"Loop","state":"Enabled"}]}
                """),
            $"/subscriptions/{Subscription}/providers/Microsoft.Network/virtualNetworks" => (200, $$$"""
                {"value":[{"id":"{{{Network}}}","name":"Loop-VNet","location":"westeurope",
                "properties":{"addressSpace":{"addressPrefixes":["10.7.0.0/16"]},"virtualNetworkPeerings":[]}}]}
                """),
            _ => (404, """{"error":{"code":"ResourceNotFound","message":"no"}}"""),
        };
    }
}
