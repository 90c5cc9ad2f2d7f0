using System.Text.RegularExpressions;
using Microsoft.Identity.Client;
using TimescaleVpc.Engine.Errors;

namespace TimescaleVpc.Engine.Clouds.Azure;

/// <summary>
/// Entra gave no token. It never leaves the engine: a stage that expects it waits, any other reports it.
/// </summary>
internal sealed partial class TokenRefusedException : Exception
{
    private TokenRefusedException(string code, string message, int status)
        : base(message) => (Code, Status) = (code, status);

    /// <summary>Entra's code, for example <c>AADSTS700016</c>; empty if the network failed.</summary>
    public string Code { get; }

    /// <summary>The HTTP status; 0 if there was no answer.</summary>
    private int Status { get; }

    /// <summary>Entra has too many requests, or trouble of its own: it says nothing about the sign-in.</summary>
    public bool IsOverload => Status is 408 or 429 or >= 500;

    public static TokenRefusedException From(Exception error)
    {
        var status = 0;
        for (var inner = error; inner is not null; inner = inner.InnerException)
        {
            if (inner is MsalServiceException answered) status = answered.StatusCode;
            var match = CodePattern().Match(inner.Message);
            if (match.Success) return new(match.Value, AzureTokens.FirstLine(inner.Message[match.Index..]), status);
        }

        return new("", AzureTokens.FirstLine(error.GetBaseException().Message), status);
    }

    /// <summary>What to report where nobody waits for it.</summary>
    public TimescaleVpcException ToError() => IsOverload
        ? Catalogue.Overload(null, "Entra ID", "sign in to Azure", Status)
        : Catalogue.AzureSignInFailed.For(null, Message);

    [GeneratedRegex(@"AADSTS\d+")]
    private static partial Regex CodePattern();
}
