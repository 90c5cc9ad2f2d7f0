using System.Web;
using TimescaleVpc.Engine.Errors;

namespace TimescaleVpc.Engine.Transport;

/// <summary>
/// The module's only wire log, at the bottom of every client. It prints method, host, path, status and request id, of
/// the query only the values on its list, and never a header or a body; and the request's action, where its client
/// names one. What is not named cannot leak.
/// </summary>
internal sealed class WireLog : DelegatingHandler
{
    private static readonly HashSet<string> Shown =
        new(["api-version", "$filter", "$select", "$top", "limit"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The sink of the current work; null where it shows no wire detail.</summary>
    private static ISink? Sink => AmbientWork.Sink is { ShowsDebug: true } sink ? sink : null;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request,
        CancellationToken cancellationToken)
    {
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            Sink?.Debug($"{Describe(request)} -> {(int)response.StatusCode}{IdOf(response)}");
            return response;
        }
        catch (WireException wireError)
        {
            Sink?.Debug($"{Describe(request)} -> {wireError.ErrorId}");
            throw;
        }
        catch (HttpRequestException)
        {
            Sink?.Debug($"{Describe(request)} -> connection lost");
            throw;
        }
    }

    private static string Describe(HttpRequestMessage request)
    {
        var uri = request.RequestUri!;
        var query = HttpUtility.ParseQueryString(uri.Query);
        var parameters = query.AllKeys.OfType<string>()
            .Select(key => $"{key}={(Shown.Contains(key) ? query[key] : "…")}");
        var text = string.Join('&', parameters);
        var action = RequestTraits.Of(request).Action is { } name ? " " + name : "";
        return $"{request.Method} {uri.Host}{uri.AbsolutePath}{(text.Length > 0 ? "?" : "")}{text}{action}";
    }

    private static string IdOf(HttpResponseMessage response) =>
        RequestIdHeader.In(response) is var (name, value) ? $" ({name} {value})" : "";
}
