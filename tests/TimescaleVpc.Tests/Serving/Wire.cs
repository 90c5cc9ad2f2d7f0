using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using TimescaleVpc.Sandbox.Remote;

namespace TimescaleVpc.Tests.Serving;

/// <summary>Bytes to a server and back, for what no client would send.</summary>
internal static class Wire
{
    public static HttpClient Client(SandboxServer server) => new(Loopback.CreateHandler(server));

    /// <summary>A client that goes where an address says.</summary>
    public static HttpClient Unproxied() => new(new SocketsHttpHandler { UseProxy = false });

    public static async Task<NetworkStream> PlainAsync(int port)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return new NetworkStream(socket, ownsSocket: true);
    }

    public static async Task<SslStream> TlsAsync(SandboxServer server)
    {
        using var trusting = Loopback.CreateHandler(server);
        var stream = new SslStream(await PlainAsync(server.Uri.Port));
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "management.azure.com",
            RemoteCertificateValidationCallback = trusting.SslOptions.RemoteCertificateValidationCallback,
        });
        return stream;
    }

    public static ValueTask SendAsync(this Stream stream, string text) =>
        stream.WriteAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>All that comes until the other side ends the connection, however it ends it.</summary>
    public static async Task<string> RestAsync(this Stream stream)
    {
        var all = new MemoryStream();
        var buffer = new byte[4096];
        try
        {
            while (await stream.ReadAsync(buffer) is > 0 and var count) all.Write(buffer, 0, count);
        }
        catch (IOException)
        {
            // Broken off.
        }

        return Encoding.UTF8.GetString(all.ToArray());
    }
}
