using System.Security.Cryptography.X509Certificates;

namespace TimescaleVpc.Sandbox.Entra;

/// <summary>A certificate that may sign an application's assertions; only its public part is here.</summary>
internal sealed class KeyCredential(string keyId, X509Certificate2 certificate)
{
    public string KeyId { get; } = keyId;

    public X509Certificate2 Certificate { get; } = certificate;

    public string? DisplayName { get; init; }

    public DateTimeOffset StartsAt { get; init; }

    public DateTimeOffset EndsAt { get; init; }

    public DateTimeOffset UsableAt { get; init; }
}
