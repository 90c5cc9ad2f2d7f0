using Azure.Identity;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Azure;

/// <summary>The addresses of Azure.</summary>
internal static class AzureHosts
{
    private const string Newer = "look for a newer version of this module, which speaks to public Azure only";

    public static readonly Destination Arm = new(new Uri(AzureTokens.Arm), Newer);

    public static readonly Destination Graph = new(new Uri(AzureTokens.Graph), Newer);

    /// <summary>
    /// Entra ID: public, or where AZURE_AUTHORITY_HOST points. It is asked for tokens and nothing else.
    /// </summary>
    public static Destination Entra(TokenCredentialOptions options) =>
        new(options.AuthorityHost, "set AZURE_AUTHORITY_HOST to it") { OnlyReads = true };

    /// <summary>For the ways to sign in that the SDK finds itself.</summary>
    public const string SignInMoved =
        "set AZURE_AUTHORITY_HOST to it for Entra ID, or IDENTITY_ENDPOINT for a managed identity";
}
