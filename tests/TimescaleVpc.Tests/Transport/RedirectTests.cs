using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Tests.Transport;

/// <summary>
/// No client follows a redirect or keeps a cookie: nothing at all is sent but to the host that was meant, and once.
/// </summary>
[Collection("Environment variables")]
public sealed class RedirectTests
{
    private static readonly int[] Statuses = [300, 301, 302, 303, 305, 307, 308];

    /// <summary>What a Location says, and how the error shows it; null has no Location.</summary>
    private static readonly (string? Location, string Shown)[] Locations =
    [
        ("https://other.example/path?token=x", "https://other.example/path"),
        ("https://{host}:8443/", ":8443/"),
        ("http://{host}/", "http://{host}/"),
        ("https://{host}@other.example/", "https://other.example/"),
        ("https://{host}.other.example/", "https://{host}.other.example/"),
        ("https://[::1]/", "https://[::1]/"),
        ("//other.example/path", "other.example/path"),
        ("/elsewhere", "{host}/elsewhere"),
        ("ftp://other.example/", "ftp://other.example/"),
        ("https://", "cannot be read"),
        ("", "redirect"),
        (null, "does not name"),
    ];

    public static TheoryData<string> Kinds => new(EveryClient.All.Select(kind => kind.Name));

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Nothing_follows_a_redirect(string name)
    {
        var kind = EveryClient.All.Single(item => item.Name == name);
        var (status, location) = (0, (string?)null);
        using var far = new FarEnd(
            _ => FarEnd.Answer(status, "{}", location is null ? [] : ["Location: " + location]));
        using var wire = new Wire(WorkClock.Real, far.Handler());
        foreach (var call in kind.Calls(wire))
        {
            foreach (var (target, origin) in Locations)
            {
                // Each status with one Location, each Location with one status: the rest shares the same code.
                foreach (var one in target == Locations[0].Location ? Statuses : [307])
                {
                    (status, location) = (one, target?.Replace("{host}", kind.Host, StringComparison.Ordinal));
                    far.Requests.Clear();
                    var error = Translation.Of((await Record.ExceptionAsync(call))!, null);

                    Assert.True(error.ErrorId == "Redirected", $"{status} {location}: {error.ErrorId} {error.Message}");
                    Assert.Contains(kind.Host, error.Message, StringComparison.Ordinal);
                    Assert.Contains($"status {status}", error.Message, StringComparison.Ordinal);
                    Assert.Contains(
                        origin.Replace("{host}", kind.Host, StringComparison.Ordinal), error.Message,
                        StringComparison.Ordinal);
                    Assert.DoesNotContain("token=x", error.Message, StringComparison.Ordinal);
                    Assert.Contains(kind.Setting, error.RecommendedAction, StringComparison.Ordinal);
                    var request = Assert.Single(far.Requests);
                    Assert.Equal(kind.Host, request.Host);
                    Assert.DoesNotContain("\nCookie:", request.Head, StringComparison.OrdinalIgnoreCase);
                }
            }
        }
    }

    [Fact]
    public async Task The_requests_do_carry_what_must_not_leave()
    {
        // The test above would prove little if there were nothing to lose.
        using var far = new FarEnd(_ => FarEnd.Answer(307, "{}", "Location: https://other.example/"));
        using var wire = new Wire(WorkClock.Real, far.Handler());
        foreach (var kind in EveryClient.All)
            foreach (var call in kind.Calls(wire)) await Record.ExceptionAsync(call);

        var requests = string.Join('\n', far.Requests.Select(request => request.Head + request.Body));
        foreach (var secret in new[]
        {
            "Authorization: aivenv1 s3cr3t", "Authorization: Basic ", "Authorization: Bearer s3cr3t",
            "x-ms-authorization-auxiliary: Bearer s3cr3t", "client_secret=s3cr3t", "client_assertion=ey",
            "password=s3cr3t", "X-Amz-Security-Token: s3cr3t-session", "Authorization: s3cr3t-container",
            "WebIdentityToken=s3cr3t-assertion", "x-amz-sso_bearer_token: s3cr3t-sso",
            "\"clientSecret\":\"s3cr3t-client\"", "\"refreshToken\":\"s3cr3t-refresh\"",
        }) Assert.Contains(secret, requests, StringComparison.OrdinalIgnoreCase);
    }
}
