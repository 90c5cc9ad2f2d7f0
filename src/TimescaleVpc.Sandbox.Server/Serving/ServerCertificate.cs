using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TimescaleVpc.Sandbox.Server.Serving;

/// <summary>
/// A certificate for all hosts of the sandbox, made at start and good for this run. Its key stays in memory.
/// </summary>
internal static class ServerCertificate
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    public static X509Certificate2 Make(IEnumerable<string> hosts)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=TimescaleVpc sandbox", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var host in hosts.Append("localhost")) names.AddDnsName(host);
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        var id = new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false);
        foreach (var extension in new X509Extension[]
        {
            names.Build(), id, X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(id),
            // It is self-signed: trust in it is trust in this server and no other.
            new X509BasicConstraintsExtension(false, false, 0, critical: true),
            new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true),
            new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], critical: false),
        })
            request.CertificateExtensions.Add(extension);

        var now = DateTimeOffset.UtcNow;
        var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        if (!OperatingSystem.IsWindows()) return certificate;

        // The TLS of Windows takes no key that exists in memory only.
        using (certificate) return new X509Certificate2(certificate.Export(X509ContentType.Pfx));
    }
}
