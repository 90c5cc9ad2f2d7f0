using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using TimescaleVpc.Sandbox.Sts;

namespace TimescaleVpc.Sandbox.Server.Serving;

/// <summary>
/// Determines the platform of a request to <c>localhost</c>: clients that take one endpoint cannot name the host. An
/// AWS request names its service in the signature; the other platforms have distinct paths.
/// </summary>
internal static class Destination
{
    private static readonly (Regex Path, string Host)[] Paths =
    [
        (Begins("v1/"), "api.aiven.io"),
        (Begins("public/api/"), "console.cloud.tigerdata.com"),
        (Begins(@"v1\.0/"), "graph.microsoft.com"),
        (Begins("(subscriptions|tenants|providers)(/|$)"), "management.azure.com"),
        (Begins(@"(common/(discovery|userrealm)|[^/]+/oauth2|[^/]+/v2\.0/\.well-known)/"), "login.microsoftonline.com"),
    ];

    /// <summary>The platform's own host name; null if the request fits none.</summary>
    public static string? Of(HttpRequest request) =>
        Authorization.Parse(request.Headers.Authorization.ToString()) is { } authorization
            ? $"{authorization.Service}.{authorization.Region}.amazonaws.com"
            : Array.Find(Paths, item => item.Path.IsMatch(request.Path.Value ?? "")).Host;

    private static Regex Begins(string pattern) =>
        new($"^/{pattern}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
