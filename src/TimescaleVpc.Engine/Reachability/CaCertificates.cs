using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TimescaleVpc.Engine.Reachability;

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
