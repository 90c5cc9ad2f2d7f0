using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace TimescaleVpc.Sandbox.Remote;

/// <summary>
/// The connection to a server on this machine. Whatever host a request names, and whatever proxy is set, it leads to
/// the server's port on loopback; the host name is sent in TLS and must be in the server's certificate.
/// </summary>
internal static class Loopback
{
    public static SocketsHttpHandler CreateHandler(SandboxServer server)
    {
        var addresses = Addresses(server.Uri);
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ConnectTimeout = TimeSpan.FromSeconds(20),
            ConnectCallback = (_, cancel) => ConnectAsync(addresses, server.Uri.Port, cancel),
        };
        if (server.Pin is { } pin)
            handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
                !errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) && Matches(certificate, pin);
        else if (server.Certificate is { } file)
            handler.SslOptions.CertificateChainPolicy = Trust(file);
        return handler;
    }

    private static IPAddress[] Addresses(Uri uri)
    {
        // The name is never looked up: a hosts file could send it elsewhere.
        if (!uri.IsLoopback) throw new ArgumentException($"{uri} is not on this machine.", nameof(uri));
        return IPAddress.TryParse(uri.DnsSafeHost, out var address)
            ? [address] : [IPAddress.Loopback, IPAddress.IPv6Loopback];
    }

    private static async ValueTask<Stream> ConnectAsync(IPAddress[] addresses, int port, CancellationToken cancel)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Accepts the pinned certificate only; its issuer is irrelevant then.</summary>
    private static bool Matches(X509Certificate? certificate, string pin) => certificate is not null
        && CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(certificate.GetCertHashString(HashAlgorithmName.SHA256)),
            Encoding.ASCII.GetBytes(pin.ToUpperInvariant()));

    /// <summary>This certificate and no other; the machine's trust store does not count.</summary>
    private static X509ChainPolicy Trust(string file) => new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        CustomTrustStore = { X509Certificate2.CreateFromPem(File.ReadAllText(file)) },
        RevocationMode = X509RevocationMode.NoCheck,
    };
}
