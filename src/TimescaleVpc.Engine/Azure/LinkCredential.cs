using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Azure;

/// <summary>
/// The credential with which the application reaches both tenants: one for a run and an application, named by the run,
/// expiring soon after the run must have ended, removed at its end. It is held here and nowhere else.
/// </summary>
internal sealed class LinkCredential(
    AzureAccount account, EntraApp app, EntraCredential credential, AzureTokens tokens, X509Certificate2? certificate,
    WorkClock clock) : IDisposable
{
    /// <summary>The margin by which the credential outlives the longest run.</summary>
    private static readonly TimeSpan Surplus = TimeSpan.FromMinutes(10);

    /// <summary>The time for which the directory may not show a new credential.</summary>
    private static readonly TimeSpan LongestUnseen = TimeSpan.FromMinutes(1);

    private readonly DateTimeOffset addedAt = clock.Now;

    public string AppId => app.AppId;

    /// <summary>Tokens of the application, for both tenants.</summary>
    public AzureTokens Tokens => tokens;

    /// <summary>
    /// It contains the number of the run, so that a credential whose reply was lost can be found and removed.
    /// </summary>
    public static string NewName() => AzureNames.CredentialPrefix + Guid.NewGuid().ToString("N")[..12];

    /// <summary>How long a credential is good.</summary>
    public static TimeSpan Lifetime(ItemContext context) => context.Timeout + Surplus;

    public static async Task<LinkCredential> AddAsync(
        AzureAccount account, EntraApp app, string name, bool useCertificate, ItemContext context,
        CancellationToken cancel)
    {
        var expires = context.Clock.Now + Lifetime(context);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return useCertificate
                    ? await AddKeyAsync(account, app, name, expires, context, cancel)
                    : await AddSecretAsync(account, app, name, expires, context, cancel);
            }
            catch (EntraException error) when (error.IsNotFound && attempt < 20)
            {
                // The application is new and not known everywhere yet.
            }
            catch (EntraException error) when (IsForbidden(error))
            {
                throw Catalogue.SecretsForbidden.Because(error.Refusal, app.AppId);
            }
            catch (UnknownOutcomeException error)
            {
                // Added, perhaps, but its value is lost: it is of no use to us, nor to be left behind.
                if (!context.MayTryAgain(attempt)) throw error.Reported;
                await RemoveNamedAsync(account, app, name, cancel);
            }

            await context.WaitAsync(
                PollIntervals.Directory, context.Bar("Entra ID"), "the application is not known everywhere yet",
                cancel);
        }
    }

    /// <summary>Whether a concurrent run has removed it as the leftover of a killed run.</summary>
    public async Task<bool> IsGoneAsync(CancellationToken cancel) =>
        clock.Now - addedAt > LongestUnseen
        && await account.Entra.GetAppAsync(app.AppId, cancel) is { } now
        && !now.Credentials.Any(item => Same(item.KeyId, credential.KeyId));

    /// <summary>
    /// Takes the credential away. A part of the directory that is behind says "not there" of what it is about to get:
    /// then the application's own list counts.
    /// </summary>
    public async Task RemoveAsync(CancellationToken cancel)
    {
        while (!await account.Entra.RemoveCredentialAsync(app.ObjectId, credential, cancel))
        {
            var now = await account.Entra.GetAppAsync(app.AppId, cancel);
            if (now?.Credentials.Any(item => Same(item.KeyId, credential.KeyId)) != true) return;
            await clock.DelayAsync(PollIntervals.Directory, cancel);
        }
    }

    public string Target => credential.Name;

    public DateTimeOffset? Expires => credential.Expires;

    public void Dispose() => certificate?.Dispose();

    private static async Task<LinkCredential> AddSecretAsync(
        AzureAccount account, EntraApp app, string name, DateTimeOffset expires, ItemContext context,
        CancellationToken cancel)
    {
        var (keyId, secret) = await account.Entra.AddSecretAsync(app.ObjectId, name, expires, cancel);
        var (wire, tenant) = (context.Wire, account.TenantId);
        var tokens = new AzureTokens(() => SignIn.App(wire, tenant, app.AppId, secret), context.Clock);
        return new(account, app, new(keyId, name, expires, IsKey: false), tokens, certificate: null, context.Clock);
    }

    private static async Task<LinkCredential> AddKeyAsync(
        AzureAccount account, EntraApp app, string name, DateTimeOffset expires, ItemContext context,
        CancellationToken cancel)
    {
        var from = context.Clock.Now.AddMinutes(-5);
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var certificate = request.CreateSelfSigned(from, expires);
        try
        {
            var der = certificate.Export(X509ContentType.Cert);
            var keyId = await account.Entra.AddKeyAsync(app.ObjectId, name, der, from, expires, cancel);
            var (wire, tenant) = (context.Wire, account.TenantId);
            var tokens = new AzureTokens(() => new CertificateAssertion(wire, tenant, app.AppId, certificate),
                context.Clock);
            return new(account, app, new(keyId, name, expires, IsKey: true), tokens, certificate, context.Clock);
        }
        catch
        {
            certificate.Dispose();
            throw;
        }
    }

    /// <summary>Takes away what may have been added under a name, although no reply said so.</summary>
    public static async Task RemoveNamedAsync(AzureAccount account, EntraApp app, string name, CancellationToken cancel)
    {
        var now = await account.Entra.GetAppAsync(app.AppId, cancel);
        foreach (var credential in (now?.Credentials ?? []).Where(item => item.Name == name))
            await account.Entra.RemoveCredentialAsync(app.ObjectId, credential, cancel);
    }

    /// <summary>Graph's words for a tenant policy; the code is a guess, so the text is looked at as well.</summary>
    private static bool IsForbidden(EntraException error) =>
        error.Code.StartsWith("CredentialType", StringComparison.OrdinalIgnoreCase)
        || error.Refusal.Says("policy") && error.Refusal.Says("credential");
}

/// <summary>
/// The credential is no longer on the application: another run took it for a left one. A new one is needed.
/// </summary>
internal sealed class CredentialGoneException() : Exception("The credential of this run was taken away.");
