using Azure.Core;
using Azure.Identity;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Azure;

/// <summary>One way to sign in to Azure.</summary>
/// <param name="Name">What the session shows of it.</param>
/// <param name="Make">Makes a credential that has no tokens yet.</param>
internal sealed record SignInWay(string Name, Func<TokenCredential> Make)
{
    /// <summary>The SDK's name of it, as AZURE_TOKEN_CREDENTIALS takes it.</summary>
    public string Class { get; init; } = "";

    /// <summary>
    /// Whether it is a person's tool: several may be there, and one that fails does not end the chain.
    /// </summary>
    public bool IsTool { get; init; }

    /// <summary>Whether its address is there whether or not anything answers at it.</summary>
    public bool MayBeAbsent { get; init; }

    /// <summary>Whether something says that this way is meant, though it may not be complete.</summary>
    public Func<bool> IsSetUp { get; init; } = () => false;
}

/// <summary>
/// The ways to sign in, in order. The first that gives a token is taken, said, and kept for the life of the session.
/// </summary>
internal sealed class SignInChain(IReadOnlyList<SignInWay> ways)
{
    private readonly IReadOnlyList<SignInWay> ways = ways;
    private SignInWay? takenWay;

    /// <summary>The way that was taken; null before the first token.</summary>
    public string? Taken => takenWay?.Name;

    /// <summary>A credential without tokens, for <see cref="AzureTokens"/>.</summary>
    public TokenCredential Make() => takenWay?.Make() ?? new First(this);

    private void Take(SignInWay way)
    {
        if (takenWay is not null) return;
        takenWay = way;
        AmbientWork.Sink?.Verbose($"Signed in to Azure: {way.Name}.");
    }

    /// <summary>
    /// Tries the ways to sign in, one after the other. A way that is configured and fails ends the chain: it is the
    /// intended one. Interactive tools, and addresses of unknown owners, do not end it; the error names each available
    /// way and the reason for its failure.
    /// </summary>
    private sealed class First(SignInChain chain) : AsyncCredential
    {
        private TokenCredential? chosenCredential;

        public override async ValueTask<AccessToken> GetTokenAsync(
            TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            if (chosenCredential is not null)
                return await chosenCredential.GetTokenAsync(requestContext, cancellationToken);
            var (failures, absentWays) = (new List<(SignInWay Way, PlatformRefusal Refusal)>(), new List<string>());
            foreach (var way in chain.ways)
            {
                var refusal = AmbientWork.SignInRefusal = new SignInRefusal();
                try
                {
                    var credential = way.Make();
                    var token = await credential.GetTokenAsync(requestContext, cancellationToken);
                    chosenCredential = credential;
                    chain.Take(way);
                    return token;
                }
                catch (Exception error) when (GoesOn(way, error, cancellationToken))
                {
                    var words = WireException.In(error)?.ToError(null, "sign in to Azure").Message
                        ?? SignInWords.Of(error);
                    AmbientWork.Sink?.Debug($"{way.Name}: {words}");
                    if (IsThere(way, error, refusal, words)) failures.Add((way, Said(error, refusal, words)));
                    else absentWays.Add(way.Name);
                }
                catch (AuthenticationFailedException error) when (AzureTokens.Unanswered(error, null) is null)
                {
                    throw new TokenRefusedException(
                        TokenRefusedException.Read(error, refusal), requestContext.TenantId,
                        $"The sign-in by {way.Name}");
                }
            }

            throw None(failures, absentWays);
        }

        /// <summary>Whether the next way is to be tried.</summary>
        private static bool GoesOn(SignInWay way, Exception error, CancellationToken cancel) =>
            !cancel.IsCancellationRequested && error is not (TimescaleVpcException or RefusalException)
            && (way.IsTool || way.MayBeAbsent && !way.IsSetUp()
                || error is CredentialUnavailableException or ArgumentException or InvalidOperationException);

        /// <summary>Whether the way is available. An address of an unknown owner that responds is available.</summary>
        private static bool IsThere(SignInWay way, Exception error, SignInRefusal refusal, string words)
        {
            if (way.IsSetUp() || refusal.Last is not null) return true;
            return !Says("not installed") && !Says("not fully configured")
                && (!way.MayBeAbsent || WireException.In(error)?.ErrorId == Catalogue.Redirected.Id);

            bool Says(string text) => words.Contains(text, StringComparison.OrdinalIgnoreCase);
        }

        private static PlatformRefusal Said(Exception error, SignInRefusal refusal, string words) =>
            WireException.In(error) is null
                ? TokenRefusedException.Read(error, refusal) : new PlatformRefusal { Message = Redaction.Clean(words) };

        private static TimescaleVpcException None(
            List<(SignInWay Way, PlatformRefusal Refusal)> failures, List<string> absentWays)
        {
            // Entra's own words come first: an unknown server at the address of a managed identity may have responded,
            // too.
            failures = [.. failures.OrderBy(item => AzureRefusals.Entra.Find(item.Refusal) is null)];
            var texts = failures.Select(item => $"{item.Way.Name}: {Line(item.Refusal).TrimEnd('.')}.").ToList();
            if (absentWays.Count > 0) texts.Add($"Not set up: {string.Join(", ", absentWays)}.");
            var advice = failures.Select(item => Advice(item.Way, item.Refusal)).OfType<string>().Distinct().ToArray();
            var error = SignInWords.Failed(
                texts.Count == 0 ? "AZURE_TOKEN_CREDENTIALS excludes every sign-in that is available here."
                    : string.Join(" ", texts), null,
                advice.Length == 0 ? null : string.Join(" Or: ", advice));
            error.Refusal = failures.Select(item => item.Refusal).FirstOrDefault(refusal => refusal.Code.Length > 0);
            return error;
        }

        /// <summary>A tool's words may come without any code.</summary>
        private static string Line(PlatformRefusal refusal) =>
            refusal is { Code: "", FirstLine: { Length: > 0 } words } ? words : refusal.Said;

        /// <summary>The advice for a known code.</summary>
        private static string? Advice(SignInWay way, PlatformRefusal refusal) =>
            AzureRefusals.Entra.Find(refusal) is null ? null
                : new TokenRefusedException(refusal, null, way.Name).ToError().RecommendedAction;
    }
}
