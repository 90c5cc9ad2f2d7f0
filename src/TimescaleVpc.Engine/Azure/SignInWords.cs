using TimescaleVpc.Engine.Errors;

namespace TimescaleVpc.Engine.Azure;

/// <summary>The message of a library or a tool about a failed sign-in, without the text around it.</summary>
internal static partial class SignInWords
{
    private const string Usual =
        "Sign in with 'az login' or Connect-AzAccount, or set AZURE_TENANT_ID, AZURE_CLIENT_ID and "
        + "AZURE_CLIENT_SECRET, or run with a managed identity. Then run Connect-Timescale, and the whole pipeline "
        + "again from its first cmdlet.";

    /// <summary>The line that says why: Entra's own if there is one.</summary>
    public static string Of(Exception error)
    {
        for (var inner = error; inner is not null; inner = inner.InnerException)
        {
            if (inner.Message.IndexOf("AADSTS", StringComparison.Ordinal) is >= 0 and var start)
                return FirstLine(inner.Message[start..]);
        }

        var text = Link().Replace(error.Message, "");
        return FirstLine(Heading().Replace(text, ""));
    }

    /// <summary>None of the ways to sign in gave a token.</summary>
    /// <param name="reason">Which there were, and why each has failed.</param>
    /// <param name="target">What the error is about.</param>
    /// <param name="advice">What to do about it; null says what can be done at all.</param>
    public static TimescaleVpcException Failed(string reason, object? target = null, string? advice = null) =>
        Catalogue.AzureSignInFailed.For(target, reason, advice ?? Usual);

    /// <summary>A way was refused with something that has no number of Entra's.</summary>
    public static TimescaleVpcException Refused(PlatformRefusal refusal, string who, object? target) =>
        Catalogue.AzureSignInFailed.Because(refusal, target, $"{who} was refused.", Usual);

    private static string FirstLine(string text) => text.ReplaceLineEndings("\n").Split('\n')
        .Select(line => line.Trim().TrimStart('-').Trim()).FirstOrDefault(line => line.Length > 0) ?? "no words";

    [GeneratedRegex(@"See the troubleshooting guide for more information\. https://\S+\s*")]
    private static partial Regex Link();

    /// <summary>The text that a library puts before the message of the tool that it called.</summary>
    [GeneratedRegex(
        @"^\s*(DefaultAzureCredential failed to retrieve a token from the included credentials\.|"
        + @"Azure (CLI|PowerShell) authentication failed due to an unknown error\.)\s*(ERROR:\s*)?")]
    private static partial Regex Heading();
}
