using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Tests.Aws;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Transport;

/// <summary>
/// Links in answers (the next page, the address of an operation) are followed to the origin that was asked, and to no
/// other, whatever they look like.
/// </summary>
public sealed class ForeignLinkTests
{
    private const string Page = """{"value":[],"nextLink":"LINK"}""";

    /// <summary>None of them is an address of ARM.</summary>
    private static readonly string[] Foreign =
    [
        "https://other.example/next", "http://management.azure.com/next", "https://management.azure.com:8443/next",
        "https://management.azure.com@other.example/next", "https://user@management.azure.com/next",
        "https://management.azure.comhttp://other.example/next", "https://management.azure.com.other.example/next",
        "https://management.azure.com./next", "https://m\u0430nagement.azure.com/next",
        "https://xn--mnagement-26g.azure.com/next", "https://[::1]/next", "https://127.0.0.1/next",
        "//other.example/next", "@other.example/next", ".other.example/next", ":8443/next",
        "next", "/subscriptions/next", "ftp://management.azure.com/next", "file:///etc/passwd", "https://", "https:///",
        "javascript:alert(1)", " ", "\\u0000",
    ];

    public static TheoryData<string> Links => new(Foreign);

    [Theory]
    [MemberData(nameof(Links))]
    public async Task A_page_is_not_read_elsewhere(string link)
    {
        using var far = new FarEnd(_ => FarEnd.Answer(200, Utf8(Page.Replace("LINK", link, StringComparison.Ordinal))));
        using var wire = new Wire(WorkClock.Real, far.Handler());
        var arm = new ArmTransport(wire, EveryClient.Tokens(wire), "t");
        var roles = new ArmRoles(arm);
        foreach (var (call, host) in new (Func<Task>, string)[]
        {
            (() => new ArmNetworks(arm).ListAsync("s", default), "management.azure.com"),
            (() => roles.ListAssignmentsAsync("/s", "p", default), "management.azure.com"),
            (() => roles.FindAsync("/s", "role", default), "management.azure.com"),
            (() => roles.PermissionsAsync("/s", default), "management.azure.com"),
            (() => new ArmTraffic(arm).ListSecurityGroupsAsync("s", default), "management.azure.com"),
            (() => new ArmTraffic(arm).ListRouteTablesAsync("s", default), "management.azure.com"),
            (() => new ArmGovernance(arm).ListLocksAsync("s", default), "management.azure.com"),
            (() => new ArmGovernance(arm).ListDenyAssignmentsAsync("s", default), "management.azure.com"),
            (() => ArmSubscriptions.ListAsync(wire, EveryClient.Tokens(wire), "t", default), "management.azure.com"),
        })
        {
            far.Requests.Clear();
            var error = Translation.Of((await Record.ExceptionAsync(call))!, null);
            Assert.Equal("UnreadableAnswer", error.ErrorId);
            Assert.Equal(host, Assert.Single(far.Requests).Host);
        }
    }

    [Theory]
    [MemberData(nameof(Links))]
    public async Task A_page_of_Graph_is_not_read_elsewhere(string link)
    {
        var page = Page.Replace("nextLink", "@odata.nextLink", StringComparison.Ordinal);
        using var far = new FarEnd(_ => FarEnd.Answer(200, Utf8(page.Replace("LINK", link, StringComparison.Ordinal))));
        using var wire = new Wire(WorkClock.Real, far.Handler());
        using var graph = new GraphEntraApi(wire, EveryClient.Tokens(wire), "t");
        foreach (var call in new Func<Task>[]
        {
            () => graph.FindAppsAsync("tag", default), () => graph.GetAppAsync("a", default),
            () => graph.FindPrincipalAsync("a", default),
        })
        {
            far.Requests.Clear();
            var error = Translation.Of((await Record.ExceptionAsync(call))!, null);
            Assert.Equal("UnreadableAnswer", error.ErrorId);
            Assert.Equal("graph.microsoft.com", Assert.Single(far.Requests).Host);
        }
    }

    [Theory]
    [InlineData("https://MANAGEMENT.azure.com:443/next")]
    [InlineData("https://management.azure.com/next?$skipToken=a%2Fb")]
    public async Task A_page_at_home_is_read(string link)
    {
        var first = Page.Replace("LINK", link, StringComparison.Ordinal);
        using var far = new FarEnd(request => FarEnd.Answer(
            200, request.Line.Contains("/next", StringComparison.Ordinal)
                ? """{"value":[{"name":"second"}],"nextLink":""}""" : first));
        using var wire = new Wire(WorkClock.Real, far.Handler());
        var arm = new ArmTransport(wire, EveryClient.Tokens(wire), "t");
        Assert.Single(await arm.ListAsync("/s", "", node => node, default));
        Assert.Equal(2, far.Requests.Count);
    }

    [Fact]
    public async Task A_list_without_an_end_ends()
    {
        const string Same = "https://management.azure.com/next";
        using var far = new FarEnd(_ => FarEnd.Answer(200, Page.Replace("LINK", Same, StringComparison.Ordinal)));
        using var wire = new Wire(WorkClock.Real, far.Handler());
        var error = await Assert.ThrowsAsync<TimescaleVpcException>(
            () => new ArmTransport(wire, EveryClient.Tokens(wire), "t").ListAsync("/s", "", node => node, default));
        Assert.Equal("UnreadableAnswer", error.ErrorId);
        Assert.Equal(2, far.Requests.Count);
    }

    [Theory]
    [MemberData(nameof(Links))]
    public async Task An_operation_elsewhere_is_not_watched_but_the_link_is_read(string link)
    {
        // A header holds less than JSON does.
        if (link.Any(char.IsControl) || link.Any(letter => letter > 126) || link.Contains('\\')) link = "https://x:y";
        foreach (var header in new[] { "Azure-AsyncOperation", "Location" })
        {
            var reads = 0;
            using var far = new FarEnd(request => request.Line.Split(' ')[0] switch
            {
                "PUT" => FarEnd.Answer(header == "Location" ? 202 : 201, "{}", $"{header}: {link}"),
                "DELETE" => FarEnd.Answer(202, "", $"{header}: {link}"),
                _ => ++reads switch
                {
                    1 => FarEnd.Answer(200, """{"properties":{"provisioningState":"Updating"}}"""),
                    2 => FarEnd.Answer(200, """{"name":"l","properties":{"provisioningState":"Succeeded"}}"""),
                    3 => FarEnd.Answer(200, """{"name":"l","properties":{"provisioningState":"Deleting"}}"""),
                    _ => FarEnd.Answer(404, """{"error":{"code":"NotFound","message":"gone"}}"""),
                },
            });
            var sink = new Collector();
            AmbientWork.Sink = sink;
            using var wire = new Wire(new WorkClock(new LeapTime(), Still.Instance), far.Handler());
            var links = new ArmLinks(new ArmTransport(wire, EveryClient.Tokens(wire), "t"), wire.Clock);
            var ends = wire.Clock.Now.AddHours(1);

            var madeAnswer = await links.PutAsync(EveryClient.VNet, "l", "/remote", "t", new(), null, ends, default);
            Assert.Equal((200, 2), (madeAnswer.Status, reads));
            Assert.Null(await links.DeleteAsync(EveryClient.VNet, "l", ends, default));
            Assert.Equal(4, reads);

            Assert.All(far.Requests, request => Assert.Equal("https://management.azure.com", request.Origin));
            if (link.Trim().Length == 0) continue;
            Assert.Equal(
                2, sink.Texts.Count(text => text.Contains("the link itself is read", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task An_operation_that_never_says_a_status_ends_with_its_time()
    {
        foreach (var body in new[] { "{}", """{"status":7}""", "null", """{"status":"Running"}""", "" })
        {
            using var far = new FarEnd(request => request.Line.Split(' ')[0] switch
            {
                "GET" when request.Line.Contains("/operations/", StringComparison.Ordinal) =>
                    FarEnd.Answer(200, body, "Retry-After: 2147483647"),
                "GET" => FarEnd.Answer(200, """{"properties":{"provisioningState":"Updating"}}"""),
                _ => FarEnd.Answer(
                    202, "{}", "Azure-AsyncOperation: https://management.azure.com/operations/1", "Retry-After: 0"),
            });
            using var wire = new Wire(new WorkClock(new LeapTime(), Still.Instance), far.Handler());
            var links = new ArmLinks(new ArmTransport(wire, EveryClient.Tokens(wire), "t"), wire.Clock);
            foreach (var call in new Func<DateTimeOffset, Task>[]
            {
                ends => links.PutAsync(EveryClient.VNet, "l", "/remote", "t", new(), null, ends, default),
                ends => links.DeleteAsync(EveryClient.VNet, "l", ends, default),
            })
            {
                var ends = wire.Clock.Now.AddMinutes(10);
                var error = await Assert.ThrowsAsync<UnknownOutcomeException>(() => call(ends));
                Assert.Equal("LinkUnsettled", error.Reported.ErrorId);
                Assert.InRange(wire.Clock.Now, ends, ends.AddSeconds(1));
            }
        }
    }

    [Theory]
    [InlineData("@other.example/role")]
    [InlineData(".other.example/role")]
    [InlineData("https://other.example/role")]
    public async Task An_id_out_of_an_answer_is_not_glued_to_the_host(string id)
    {
        using var far = new FarEnd(_ => FarEnd.Answer(200, "{}"));
        using var wire = new Wire(WorkClock.Real, far.Handler());
        var roles = new ArmRoles(new ArmTransport(wire, EveryClient.Tokens(wire), "t"));
        var error = await Assert.ThrowsAsync<TimescaleVpcException>(() => roles.GetAsync(id, default));
        Assert.Equal("InvalidInput", error.ErrorId);
        Assert.Empty(far.Requests);
    }

    [Theory]
    [MemberData(nameof(Links))]
    public async Task A_client_sends_to_its_origin_only(string link)
    {
        using var far = new FarEnd(_ => FarEnd.Answer(200, "{}"));
        using var wire = new Wire(WorkClock.Real, far.Handler());
        if (!Uri.TryCreate(link, UriKind.Absolute, out var address) || address.IsFile) return;
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent("s3cr3t") };
        var error = await Record.ExceptionAsync(() => wire.For(AzureHosts.Arm).SendAsync(request));
        Assert.NotNull(error);
        Assert.Empty(far.Requests);
    }

    private static string Utf8(string text) =>
        System.Text.Encoding.Latin1.GetString(System.Text.Encoding.UTF8.GetBytes(text));
}
