using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Azure;

/// <summary>Entra gave no token: a stage that expects it waits, any other reports it.</summary>
/// <param name="refusal">What Entra said.</param>
/// <param name="tenant">The tenant that was asked; null is the identity's own.</param>
/// <param name="who">The identity of the sign-in, in words for an error.</param>
internal sealed class TokenRefusedException(PlatformRefusal refusal, string? tenant, string who = "The Azure sign-in")
    : RefusalException(refusal)
{
    public override bool IsAboutSignIn => true;

    /// <summary>Entra has too many requests, or trouble of its own: it says nothing about the sign-in.</summary>
    public bool IsOverload => Status is 408 or 429 or >= 500;

    /// <summary>The response on the wire; without one, as with a tool, the message of the library.</summary>
    public static PlatformRefusal Read(Exception error, SignInRefusal refusal)
    {
        if (refusal.Last is { } answer)
            return AzureRefusalReader.OAuth(answer with { Platform = AzureRefusals.Entra.Platform });

        var words = Redaction.Clean(SignInWords.Of(error));
        return new PlatformRefusal
        {
            Platform = AzureRefusals.Entra.Platform,
            Code = AzureRefusalReader.EntraNumber(words) ?? "",
            Message = words,
            RequestId = AzureRefusalReader.TraceId(words),
        };
    }

    public override TimescaleVpcException ToError() => ToError(who, null);

    /// <summary>The same for another identity than the user's own.</summary>
    /// <param name="identity">The identity of the sign-in.</param>
    /// <param name="target">What the error is about.</param>
    public TimescaleVpcException ToError(string identity, object? target)
    {
        // Without Entra's own number it may be about the identity, the host or the tool.
        var isOther = Refusal.IsReadable && AzureRefusalReader.EntraNumber(Refusal.Code) is null
            && !IsOverload && AzureRefusals.Entra.Find(Refusal) is null;
        return isOther ? SignInWords.Refused(Refusal, identity, target) : AzureRefusals.Entra.ToError(
            Refusal, new(identity, "sign in to Azure", tenant ?? "its own tenant", "", target));
    }
}
