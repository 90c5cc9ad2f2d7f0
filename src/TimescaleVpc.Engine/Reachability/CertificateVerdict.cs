using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TimescaleVpc.Engine.Reachability;

/// <summary>Says in words what a certificate is, and why it was not accepted.</summary>
internal static class CertificateVerdict
{
    public static string Describe(X509Certificate2 certificate) =>
        $"certificate {Name(certificate)}, valid until {Day(certificate.NotAfter)}";

    /// <summary>Every reason against the certificate; none means that it is good.</summary>
    public static IReadOnlyList<string> Reasons(
        X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors, string host, bool ownCa)
    {
        if (certificate is null || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
            return ["the server sent no certificate"];

        var reasons = new List<string>();
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            reasons.Add($"wrong host: it is for {HostNames(certificate)}, not for {host}");
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
            reasons.AddRange(ChainReasons(certificate, chain, ownCa));
        return reasons;
    }

    private static IEnumerable<string> ChainReasons(X509Certificate2 certificate, X509Chain? chain, bool ownCa)
    {
        var status = (chain?.ChainStatus ?? []).Aggregate(X509ChainStatusFlags.NoError, (all, s) => all | s.Status);
        var rest = status;
        if (status.HasFlag(X509ChainStatusFlags.NotTimeValid))
        {
            rest &= ~X509ChainStatusFlags.NotTimeValid;
            yield return OutOfTime(certificate, chain!);
        }

        // A signature that does not fit is what a CA of the same name with another key looks like.
        const X509ChainStatusFlags untrustedStatus = X509ChainStatusFlags.UntrustedRoot
            | X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.NotSignatureValid;
        if ((status & untrustedStatus) != 0)
        {
            rest &= ~untrustedStatus;
            var reason = ownCa ? "not the given CA" : "not among this machine's trusted roots";
            yield return $"unknown issuer: {certificate.Issuer} is {reason}";
        }

        if (rest != 0 || status == 0)
            yield return $"its chain does not verify ({rest})";
    }

    private static string OutOfTime(X509Certificate2 certificate, X509Chain chain)
    {
        var now = DateTime.Now;
        var culprit = chain.ChainElements.Select(e => e.Certificate)
            .FirstOrDefault(c => now < c.NotBefore || now > c.NotAfter) ?? certificate;
        var whose = culprit.Equals(certificate) ? "it" : $"its issuer {Name(culprit)}";
        return now < culprit.NotBefore
            ? $"not yet valid: {whose} is valid from {Day(culprit.NotBefore)}"
            : $"expired: {whose} was valid until {Day(culprit.NotAfter)}";
    }

    private static string HostNames(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(e => e.EnumerateDnsNames().Concat(e.EnumerateIPAddresses().Select(a => a.ToString())))
            .ToArray();
        return names.Length == 0 ? Name(certificate) : string.Join(", ", names.Take(4));
    }

    private static string Name(X509Certificate2 certificate) =>
        certificate.Subject.Length == 0 ? "without a subject" : certificate.Subject;

    private static string Day(DateTime time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>Reads the issuers to trust.</summary>
internal static class CaCertificates
{
    /// <summary>False if the text holds no certificate; then nothing may pass, instead of the system's roots.</summary>
    public static bool TryRead(string pem, [NotNullWhen(true)] out X509Certificate2Collection? issuers)
    {
        issuers = [];
        try
        {
            issuers.ImportFromPem(pem);
        }
        catch (CryptographicException)
        {
            issuers.Clear();
        }

        return issuers.Count > 0;
    }
}
