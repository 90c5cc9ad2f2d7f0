using System.Text.RegularExpressions;
using TimescaleVpc.Engine.Errors;

namespace TimescaleVpc.Engine.Clouds.Azure;

/// <summary>
/// Entra gave no token. It never leaves the engine: a stage that expects it waits, any other reports it.
/// </summary>
internal sealed partial class TokenRefusedException : Exception
{
    private TokenRefusedException(string code, string message)
        : base(message) => Code = code;

    /// <summary>Entra's code, for example <c>AADSTS700016</c>; empty if the network failed.</summary>
    public string Code { get; }

    public static TokenRefusedException From(Exception error)
    {
        for (var inner = error; inner is not null; inner = inner.InnerException)
        {
            var match = CodePattern().Match(inner.Message);
            if (match.Success) return new(match.Value, AzureTokens.FirstLine(inner.Message[match.Index..]));
        }

        return new("", AzureTokens.FirstLine(error.GetBaseException().Message));
    }

    /// <summary>What to report where nobody waits for it.</summary>
    public TimescaleVpcException ToError() => Catalogue.AzureSignInFailed.For(null, Message);

    [GeneratedRegex(@"AADSTS\d+")]
    private static partial Regex CodePattern();
}
