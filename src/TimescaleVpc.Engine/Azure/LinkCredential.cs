using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Azure;

/// <summary>
/// The credential with which the application reaches both tenants: one for a run and an application, named by the run,
/// expiring soon after the run must have ended, removed at its end. It is held here and nowhere else.
/// </summary>
internal sealed class LinkCredential(RunApp app, bool useCertificate, ItemContext context) : IDisposable
{
    /// <summary>The margin by which the credential outlives the longest run.</summary>
    private static readonly TimeSpan Surplus = TimeSpan.FromMinutes(10);

    /// <summary>The time for which the directory may not show a new credential.</summary>
    private static readonly TimeSpan LongestUnseen = TimeSpan.FromMinutes(1);

    private EntraCredential? credential;
    private DateTimeOffset addedAt;
    private AzureTokens? tokens;
    private X509Certificate2? certificate;

    public RunApp App => app;

    /// <summary>The work that it was added for.</summary>
    public ItemContext Context => context;

    public string AppId => app.App!.AppId;

    /// <summary>
    /// It contains the number of the run, so that a credential whose reply was lost can be found and removed.
    /// </summary>
    public string Name { get; } = AzureNames.CredentialPrefix + Guid.NewGuid().ToString("N")[..12];

    public DateTimeOffset Expires { get; } = context.Clock.Now + Lifetime(context);

    /// <summary>Tokens of the application, for both tenants.</summary>
    public AzureTokens Tokens => tokens!;

    private string ObjectId => app.App!.ObjectId;

    private GraphEntraApi Entra => app.Account.Entra;

    /// <summary>How long a credential is good.</summary>
    public static TimeSpan Lifetime(ItemContext context) => context.Timeout + Surplus;

    public async Task AddAsync(CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var keyId = useCertificate ? await AddKeyAsync(cancel) : await AddSecretAsync(cancel);
                (credential, addedAt) = (new(keyId, Name, Expires, useCertificate), context.Clock.Now);
                return;
            }
            catch (EntraException error) when (error.IsNotFound && attempt < 20)
            {
                // The application is new and not known everywhere yet.
            }
            catch (EntraException error) when (IsForbidden(error))
            {
                throw Catalogue.SecretsForbidden.Because(error.Refusal, AppId);
            }
            catch (UnknownOutcomeException error)
            {
                // Added, perhaps, but its value is lost: it is of no use to us, nor to be left behind.
                if (!context.MayTryAgain(attempt)) throw error.Reported;
                await RemoveAsync(cancel);
            }

            await context.WaitAsync(
                PollIntervals.Directory, context.Bar("Entra ID"), "the application is not known everywhere yet",
                cancel);
        }
    }

    /// <summary>Whether a concurrent run has removed it as the leftover of a killed run.</summary>
    public async Task<bool> IsGoneAsync(CancellationToken cancel) =>
        context.Clock.Now - addedAt > LongestUnseen && await IsListedAsync(cancel) == false;

    /// <summary>
    /// Takes the credential away, or what may have been added under its name although no reply said so. A part of the
    /// directory that is behind says "not there" of what it is about to get: then the application's own list counts.
    /// </summary>
    public async Task RemoveAsync(CancellationToken cancel)
    {
        if (credential is null)
        {
            var now = await Entra.GetAppAsync(AppId, cancel);
            foreach (var item in (now?.Credentials ?? []).Where(item => item.Name == Name))
                await Entra.RemoveCredentialAsync(ObjectId, item, cancel);
            return;
        }

        while (!await Entra.RemoveCredentialAsync(ObjectId, credential, cancel))
        {
            if (await IsListedAsync(cancel) != true) return;
            await context.Clock.DelayAsync(PollIntervals.Directory, cancel);
        }
    }

    public void Dispose() => certificate?.Dispose();

    /// <summary>Whether the application has it; null if there is no application.</summary>
    private async Task<bool?> IsListedAsync(CancellationToken cancel) =>
        (await Entra.GetAppAsync(AppId, cancel))?.Credentials.Any(item => Same(item.KeyId, credential!.KeyId));

    private async Task<string> AddSecretAsync(CancellationToken cancel)
    {
        var (keyId, secret) = await Entra.AddSecretAsync(ObjectId, Name, Expires, cancel);
        tokens = new(() => SignIn.App(context.Wire, app.Account.TenantId, AppId, secret), context.Clock);
        return keyId;
    }

    private async Task<string> AddKeyAsync(CancellationToken cancel)
    {
        certificate?.Dispose();
        var from = context.Clock.Now.AddMinutes(-5);
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={Name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        certificate = request.CreateSelfSigned(from, Expires);
        tokens = new(
            () => new CertificateAssertion(context.Wire, app.Account.TenantId, AppId, certificate), context.Clock);
        return await Entra.AddKeyAsync(
            ObjectId, Name, certificate.Export(X509ContentType.Cert), from, Expires, cancel);
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
