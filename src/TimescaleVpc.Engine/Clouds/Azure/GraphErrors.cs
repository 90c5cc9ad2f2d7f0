using System.Text;
using System.Text.Json.Nodes;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Clouds.Azure;

/// <summary>
/// The Graph SDK reads errors as JSON only, and fails on anything else without telling the status. An error that
/// somebody in between sent becomes one that has the status, and says that there was nothing more to read.
/// </summary>
internal sealed class GraphErrors : DelegatingHandler
{
    /// <summary>The code of an error whose body was not Graph's.</summary>
    public const string Unreadable = "Unreadable";

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode) return response;

        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        if (Json.Parse(text).Get("error") is JsonObject) return response;

        var error = new JsonObject
        {
            ["error"] = new JsonObject
            {
                ["code"] = string.IsNullOrWhiteSpace(text) ? "" : Unreadable,
                ["message"] = $"HTTP {(int)response.StatusCode}",
            },
        };
        response.Content = new StringContent(error.ToJsonString(), Encoding.UTF8, "application/json");
        return response;
    }
}
