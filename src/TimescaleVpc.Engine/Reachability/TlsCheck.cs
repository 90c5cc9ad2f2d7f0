using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace TimescaleVpc.Engine.Reachability;

/// <summary>Starts TLS as PostgreSQL does, and validates the server's certificate.</summary>
internal static class TlsCheck
{
    // The protocol's SSLRequest: its length, 8, then the number 80877103. The server answers with one byte.
    private static readonly byte[] SslRequest = [0, 0, 0, 8, 0x04, 0xD2, 0x16, 0x2F];

    public static async Task<ProbeResult> RunAsync(
        ProbeTarget target, IPEndPoint endpoint, TimeSpan limit, CancellationToken cancel)
    {
        X509Certificate2Collection? issuers = null;
        if (target.VerifyTls && target.CaCertificatePem is { } pem && !CaCertificates.TryRead(pem, out issuers))
            return Outcome.Failed("The given CA certificate cannot be read; nothing can be verified against it.");
        return await Bounded.RunAsync(
            token => ShakeHandsAsync(target, endpoint, issuers, token), limit, Explain, cancel);
    }

    private static async Task<ProbeResult> ShakeHandsAsync(
        ProbeTarget target, IPEndPoint endpoint, X509Certificate2Collection? issuers, CancellationToken cancel)
    {
        using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(endpoint, cancel);
        await using var wire = new NetworkStream(socket);
        if (await AskForTlsAsync(wire, cancel) is { } refusal)
            return Outcome.Failed(refusal);

        var certificate = "no certificate";
        IReadOnlyList<string> reasons = [];
        await using var tls = new SslStream(wire, leaveInnerStreamOpen: true);
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = target.Host,
            CertificateChainPolicy = Policy(issuers),
            RemoteCertificateValidationCallback = (_, peerCertificate, chain, errors) =>
            {
                var sentCertificate = peerCertificate as X509Certificate2;
                certificate = sentCertificate is null ? certificate : CertificateVerdict.Describe(sentCertificate);
                reasons = CertificateVerdict.Reasons(sentCertificate, chain, errors, target.Host, issuers is not null);
                return reasons.Count == 0 || !target.VerifyTls;
            },
        };
        try
        {
            await tls.AuthenticateAsClientAsync(options, cancel);
        }
        catch (AuthenticationException) when (target.VerifyTls && reasons.Count > 0)
        {
            return Outcome.Failed($"The certificate does not verify: {string.Join("; ", reasons)} ({certificate}).");
        }

        var by = target.VerifyTls switch
        {
            false => "not verified, as asked",
            true when issuers is null => "verified by this machine's trusted roots",
            true => "verified by the given CA",
        };
        return Outcome.Passed($"{Version(tls.SslProtocol)}, {certificate}; {by}.");
    }

    /// <summary>Null if the server is ready for TLS, else why not.</summary>
    private static async Task<string?> AskForTlsAsync(NetworkStream wire, CancellationToken cancel)
    {
        await wire.WriteAsync(SslRequest, cancel);
        var answer = new byte[1];
        if (await wire.ReadAsync(answer, cancel) == 0)
            return "The server closed the connection when asked for TLS; it may not be PostgreSQL.";
        return (char)answer[0] switch
        {
            'S' => null,
            'N' => "The server refuses TLS.",
            'E' => "The server answered the request for TLS with an error; it may be too old or too busy.",
            _ => "The server does not speak PostgreSQL's protocol.",
        };
    }

    private static X509ChainPolicy Policy(X509Certificate2Collection? issuers)
    {
        var policy = new X509ChainPolicy
        {
            // A private network often reaches neither revocation lists nor issuers' sites; the fetch would hang.
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        if (issuers is not null)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(issuers);
        }

        return policy;
    }

    private static string Version(SslProtocols protocol) => protocol switch
    {
        SslProtocols.Tls13 => "TLS 1.3",
        SslProtocols.Tls12 => "TLS 1.2",
        _ => $"an old protocol ({protocol})",
    };

    private static string Explain(Exception e) => e switch
    {
        AuthenticationException => $"The TLS handshake failed: {e.GetBaseException().Message}",
        SocketException or IOException => "The connection broke during the TLS handshake.",
        _ => $"The TLS handshake failed ({e.GetType().Name}).",
    };
}
