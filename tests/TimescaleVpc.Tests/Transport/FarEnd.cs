using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Tests.Transport;

/// <summary>
/// Every host of the network, on two ports of this machine: one speaks TLS, one does not. The handler is the one that a
/// session uses; only where its connections lead, and whose certificate it takes, is bent to here.
/// </summary>
internal sealed class FarEnd : IDisposable
{
    private static readonly Lazy<X509Certificate2> Certificate = new(Issue);

    private readonly TcpListener secure = new(IPAddress.Loopback, 0);
    private readonly TcpListener open = new(IPAddress.Loopback, 0);
    private readonly Func<FarRequest, byte[]> answer;
    private int connections;
    private long sentBytes;

    public FarEnd(Func<FarRequest, string> answer)
        : this(request => Encoding.Latin1.GetBytes(answer(request)))
    {
    }

    public FarEnd(Func<FarRequest, byte[]> answer)
    {
        this.answer = answer;
        secure.Start();
        open.Start();
        _ = AcceptAsync(secure, isSecure: true);
        _ = AcceptAsync(open, isSecure: false);
    }

    /// <summary>What has arrived, whichever host it was for.</summary>
    public ConcurrentQueue<FarRequest> Requests { get; } = new();

    /// <summary>The number of connections, whatever became of them.</summary>
    public int Connections => connections;

    /// <summary>What follows the answer again and again, until the client has seen enough; null ends it.</summary>
    public byte[]? Endless { get; init; }

    /// <summary>How many bytes of that have gone out, as far as the system took them.</summary>
    public long Sent => Interlocked.Read(ref sentBytes);

    /// <summary>The open port as a host of its own.</summary>
    public Uri Address => new($"http://127.0.0.1:{Port(open)}/");

    public SocketsHttpHandler Handler()
    {
        var handler = Wire.Network();
        handler.UseProxy = false;
        handler.SslOptions.RemoteCertificateValidationCallback = 
            (_, certificate, _, _) => certificate?.GetCertHashString() == Certificate.Value.GetCertHashString();
        handler.ConnectCallback = async (context, cancel) =>
        {
            var isSecure = context.InitialRequestMessage.RequestUri!.Scheme == Uri.UriSchemeHttps;
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, Port(isSecure ? secure : open), cancel);
            return new NetworkStream(socket, ownsSocket: true);
        };
        return handler;
    }

    /// <summary>One answer, which ends the connection.</summary>
    public static string Answer(int status, string body = "", params string[] headers) =>
        $"HTTP/1.1 {status} Words\r\nConnection: close\r\nContent-Type: application/json\r\n"
        + "Set-Cookie: x-ms-gateway-slice=Production; path=/; httponly\r\n"
        + string.Concat(headers.Select(header => header + "\r\n"))
        + $"Content-Length: {Encoding.Latin1.GetByteCount(body)}\r\n\r\n{body}";

    public void Dispose()
    {
        secure.Stop();
        open.Stop();
    }

    private static int Port(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

    private static X509Certificate2 Issue()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=far end", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var issue = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return new X509Certificate2(issue.Export(X509ContentType.Pkcs12));
    }

    private async Task AcceptAsync(TcpListener listener, bool isSecure)
    {
        try
        {
            while (true) _ = ServeAsync(await listener.AcceptTcpClientAsync(), isSecure);
        }
        catch (Exception error) when (
            error is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient visitor, bool isSecure)
    {
        Interlocked.Increment(ref connections);
        using (visitor)
        {
            try
            {
                Stream stream = visitor.GetStream();
                if (isSecure)
                {
                    var tls = new SslStream(stream);
                    await tls.AuthenticateAsServerAsync(Certificate.Value);
                    stream = tls;
                }

                var request = await FarRequest.ReadAsync(stream, isSecure);
                if (request is null) return;
                Requests.Enqueue(request);
                await stream.WriteAsync(answer(request));
                while (Endless is { } more)
                {
                    await stream.WriteAsync(more);
                    Interlocked.Add(ref sentBytes, more.Length);
                }

                await stream.FlushAsync();
            }
            catch (Exception error) when (error is IOException or SocketException or AuthenticationException)
            {
                // The client has seen enough.
            }
        }
    }
}
