using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Http;
using TimescaleVpc.Sandbox.Outside;

namespace TimescaleVpc.Sandbox.Entra;

/// <summary>login.microsoftonline.com: tokens, and the documents that clients read before them.</summary>
internal sealed class EntraHost(World world) : IHost
{
    public string Name => "login.microsoftonline.com";

    public RouteTable Table { get; } = new(
    [
        new("GET", "/common/discovery/instance", "Entra.Discovery", Discovery, ignoreCase: true),
        new("GET", "/{tenant}/v2.0/.well-known/openid-configuration", "Entra.OpenIdConfiguration",
            OpenIdConfiguration, ignoreCase: true),
        new("GET", "/common/userrealm/{user}", "Entra.UserRealm", UserRealm, ignoreCase: true),
        new("POST", "/{tenant}/oauth2/v2.0/token", "Entra.Token", request => new TokenEndpoint(request).Respond(),
            ignoreCase: true),
    ]);

    public IReadOnlyCollection<string> HarmlessKinds { get; } = ["Entra.Token"];

    public TimeSpan Latency => TimeSpan.FromMilliseconds(150);

    public string OwnPaths => @"(common/(discovery|userrealm)|[^/]+/oauth2|[^/]+/v2\.0/\.well-known)/";

    public IEnumerable<SandboxItem> Items => EntraInventory.Live(world);

    public IEnumerable<SandboxItem> DeletedItems => EntraInventory.Deleted(world);

    public IReadOnlyList<OutsideChange> Changes => DirectoryChanges.All;

    public SimulatedResponse Handle(SimulatedRequest request) =>
        request.Route?.Respond(request) ?? new SimulatedResponse(request.PathKnown ? 405 : 404);

    public void AddStandardHeaders(SimulatedRequest request, SimulatedResponse response)
    {
        response.With("x-ms-request-id", world.Ids.Guid("entra-request", $"{request.Method} {request.Path}"));
        response.With("Cache-Control", "no-store, no-cache");
    }

    public SimulatedResponse Error(int status, string? code, string? message)
    {
        var number = int.TryParse(code?.Replace("AADSTS", "", StringComparison.Ordinal), out var value) ? value : 0;
        var error = status switch
        {
            401 => "invalid_client",
            >= 500 => "temporarily_unavailable",
            _ => "invalid_request",
        };
        if (code is not null && number == 0) error = code;
        return EntraErrors.Response(world, status, error, number == 0 ? 90033 : number,
            message ?? "A transient error has occurred. Please try again.");
    }

    // The empty list tells MSAL that the authority has no other names, and stops further look-ups.
    private static SimulatedResponse Discovery(SimulatedRequest request) => new(200, new JsonObject
    {
        ["tenant_discovery_endpoint"] =
            "https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration",
        ["api-version"] = "1.1",
        ["metadata"] = new JsonArray(),
    });

    private static SimulatedResponse OpenIdConfiguration(SimulatedRequest request)
    {
        // Before a sign-in the tenant can be undetermined; the document then has a placeholder instead of an issuer.
        var isOpen = Same(request["tenant"], "organizations") || Same(request["tenant"], "common");
        var tenant = isOpen ? request["tenant"].ToLowerInvariant() : request.World.Entra.Tenant(request["tenant"])?.Id
            ?? throw EntraErrors.UnknownTenant(request.World, request["tenant"]);
        var authority = $"https://login.microsoftonline.com/{tenant}";
        return new SimulatedResponse(200, new JsonObject
        {
            ["issuer"] = isOpen ? "https://login.microsoftonline.com/{tenantid}/v2.0" : $"{authority}/v2.0",
            ["authorization_endpoint"] = $"{authority}/oauth2/v2.0/authorize",
            ["token_endpoint"] = $"{authority}/oauth2/v2.0/token",
        });
    }

    private static SimulatedResponse UserRealm(SimulatedRequest request) => new(200, new JsonObject
    {
        ["ver"] = "1.0",
        ["account_type"] = "Managed",
        ["domain_name"] = request["user"].Split('@').Last(),
        ["cloud_instance_name"] = "microsoftonline.com",
        ["cloud_audience_urn"] = "urn:federation:MicrosoftOnline",
    });
}
