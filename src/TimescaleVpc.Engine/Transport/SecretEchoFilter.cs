using System.Net.Http.Headers;
using TimescaleVpc.Engine.Errors;

namespace TimescaleVpc.Engine.Transport;

/// <summary>
/// The lowest handler of every client: masks secrets of our own request that a refusal repeats, before anything reads
/// it. Platforms quote invalid input, and their words are shown to the user.
/// </summary>
internal sealed partial class SecretEchoFilter : DelegatingHandler
{
    private static readonly string[] SecretHeaders =
        ["Authorization", "x-ms-authorization-auxiliary", "X-Amz-Security-Token"];

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode) return response;

        // The body was sent from memory: the retry handler above has loaded it.
        var sentBody = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        var clean = Redaction.WithoutParts(text, [.. SecretsOf(request, sentBody)]);
        if (clean == text) return response;

        var type = response.Content.Headers.ContentType?.MediaType ?? "text/plain";
        response.Content = new StringContent(clean, Encoding.UTF8, new MediaTypeHeaderValue(type));
        return response;
    }

    /// <summary>Tokens and signatures in headers; secrets and assertions in the forms of token requests.</summary>
    internal static IEnumerable<string> SecretsOf(HttpRequestMessage request, string body)
    {
        foreach (var name in SecretHeaders)
        {
            foreach (var value in request.Headers.TryGetValues(name, out var values) ? values : [])
            {
                if (Signature().Match(value) is { Success: true } signature) yield return signature.Groups[1].Value;
                else foreach (var word in value.Split([' ', ';', ','])) yield return word;
                if (value.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)) yield return Decoded(value[6..]);
            }
        }

        foreach (Match field in Field().Matches(body))
        {
            yield return field.Groups[1].Value;
            yield return Uri.UnescapeDataString(field.Groups[1].Value.Replace('+', ' '));
        }
    }

    private static string Decoded(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : "";
    }

    [GeneratedRegex("Signature=([0-9a-f]+)")]
    private static partial Regex Signature();

    [GeneratedRegex("(?:^|&)(?:client_secret|client_assertion|password|refresh_token)=([^&]+)")]
    private static partial Regex Field();
}
