using Amazon;
using Amazon.Runtime;
using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Tests.Aws;

/// <summary>Refusals, lost answers, and what is tried again.</summary>
public class Ec2ErrorTests
{
    [Theory]
    [InlineData("UnauthorizedOperation", 403, "AwsPermissionDenied")]
    [InlineData("Client.UnauthorizedOperation", 403, "AwsPermissionDenied")]
    [InlineData("AccessDenied", 403, "AwsPermissionDenied")]
    [InlineData("AuthFailure", 401, "AwsKeysRejected")]
    [InlineData("invalidclienttokenid", 403, "AwsKeysRejected")]
    [InlineData("SignatureDoesNotMatch", 403, "AwsKeysRejected")]
    [InlineData("ExpiredToken", 400, "AwsSignInExpired")]
    [InlineData("RequestExpired", 400, "AwsSignInExpired")]
    [InlineData("OptInRequired", 403, "AwsAccountNotReady")]
    [InlineData("RouteLimitExceeded", 400, "AwsLimitExceeded")]
    [InlineData("ActiveVpcPeeringConnectionPerVpcLimitExceeded", 400, "AwsLimitExceeded")]
    [InlineData("RequestLimitExceeded", 503, "Throttled")]
    [InlineData("TooManyRequests", 429, "Throttled")]
    [InlineData("InvalidParameterValue", 400, "AwsRejected")]
    [InlineData("InvalidVpcID.NotFound", 400, "AwsNotFound")]
    [InlineData("InvalidStateTransition", 400, "AwsStateUnfit")]
    [InlineData("NoSuchCode", 403, "RefusalUnknown")]
    public async Task A_code_has_its_error(string code, int status, string errorId)
    {
        using var bench = Ec2Bench.Answering(StubHandler.Error(code), status);
        var refusal = await Assert.ThrowsAsync<Ec2Exception>(
            () => bench.Ec2.CreateRouteAsync("rtb-1", "10.0.0.0/8", "pcx-1", default));

        var error = refusal.ToError();
        Assert.Equal(errorId, error.ErrorId);
        Assert.NotEmpty(error.RecommendedAction);
        Assert.DoesNotContain("Client.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_permission_is_named_and_its_blob_left_out()
    {
        using var bench = Ec2Bench.Answering(
            StubHandler.Error(
                Ec2Codes.UnauthorizedOperation, "Not authorized. Encoded authorization failure message: kx7fQ-blob"),
            403);
        var refusal = await Assert.ThrowsAsync<Ec2Exception>(
            () => bench.Ec2.Rehearsal.CreateRouteAsync("rtb-1", "10.0.0.0/8", "pcx-1", default));

        Assert.Equal("ec2:CreateRoute", refusal.Action);
        var error = refusal.ToError();
        Assert.Contains("'ec2:CreateRoute'", error.Message, StringComparison.Ordinal);
        Assert.Contains("policy that allows", error.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain("blob", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Codes_are_compared_without_regard_to_case()
    {
        using var bench = Ec2Bench.Answering(StubHandler.Error("invalidvpcpeeringconnectionid.notfound"), 400);
        var refusal = await Assert.ThrowsAsync<Ec2Exception>(
            () => bench.Ec2.DescribeVpcPeeringConnectionsAsync(Ec2Query.ById("pcx-1"), default));

        Assert.True(refusal.Is(Ec2Codes.PeeringNotFound));
        Assert.True(refusal.IsNotFound);
        Assert.False(refusal.IsPermission);
    }

    [Fact]
    public async Task The_error_envelope_of_Sts_is_read_too()
    {
        using var bench = Ec2Bench.Answering(
            "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type>"
            + "<Code>InvalidClientTokenId</Code><Message>The security token is invalid.</Message></Error>"
            + "<RequestId>r</RequestId></ErrorResponse>", 403);
        var refusal = await Assert.ThrowsAsync<Ec2Exception>(() => bench.Clients.Sts().GetCallerAccountAsync(default));
        Assert.Equal(("sts:GetCallerIdentity", "AwsKeysRejected"), (refusal.Action, refusal.ToError().ErrorId));
    }

    [Theory]
    [InlineData("<html><p>A page of somebody</html>", 403, "", "status 403, an answer that is not the service's own")]
    [InlineData("", 404, "", "status 404")]
    [InlineData("{\"message\":\"no\"}", 400, "", "status 400: no")]
    [InlineData(
        "<Response><Errors><Error><Code>Odd</Code></Error></Errors></Response>", 400, "Odd", "Odd (status 400)")]
    [InlineData(
        "<Error><Code> Server.Odd </Code><Message> why </Message></Error>", 400, "Odd", "Odd (status 400): why")]
    public async Task A_refusal_shows_words_of_AWS_or_its_status_and_never_a_page(
        string body, int status, string code, string message)
    {
        using var bench = Ec2Bench.Answering(body, status);
        var refusal = await Assert.ThrowsAsync<Ec2Exception>(
            () => bench.Ec2.DescribeVpcsAsync(Ec2Query.All, default));
        Assert.Equal((status, code, message), (refusal.Status, refusal.Code, refusal.Message));
    }

    [Fact]
    public async Task A_clock_that_is_off_is_told_and_changes_nothing_in_the_process()
    {
        using var bench = new Ec2Bench(new StubHandler((_, _) =>
        {
            var answer = StubHandler.Answer(StubHandler.Error("RequestTimeTooSkewed"), 403);
            answer.Headers.Date = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
            return answer;
        }));
        await Assert.ThrowsAsync<Ec2Exception>(() => bench.Ec2.DescribeVpcsAsync(Ec2Query.All, default));

        var request = Assert.Single(bench.Stub.Requests);
        Assert.Null(SigV4.Fault(request, Ec2Bench.Secret, Ec2Bench.Region, "ec2", bench.Time.GetUtcNow()));
        Assert.Equal(TimeSpan.Zero, CorrectClockSkew.GetClockCorrectionForEndpoint(request.Uri.ToString()));
        Assert.Null(AWSConfigs.ManualClockCorrection);
    }

    [Fact]
    public async Task Throttling_is_waited_for_on_the_sessions_clock()
    {
        using var bench = new Ec2Bench(StubHandler.Sequence(
            StubHandler.Answer(StubHandler.Error("RequestLimitExceeded"), 503),
            StubHandler.Answer(StubHandler.Error("Throttling"), 400),
            StubHandler.Answer("<R/>")));
        // A create, which is not repeated for any other reason.
        await bench.Ec2.CreateRouteAsync("rtb-1", "10.0.0.0/8", "pcx-1", default);

        Assert.Equal(3, bench.Stub.Requests.Count);
        Assert.True(bench.Time.Waited > TimeSpan.FromSeconds(2));
        Assert.All(bench.Stub.Requests, request => Assert.Equal(bench.Stub.Requests[0].Body, request.Body));
    }

    [Fact]
    public async Task Throttling_ends_after_the_engines_own_number_of_attempts()
    {
        using var bench = Ec2Bench.Answering(StubHandler.Error("RequestLimitExceeded"), 503);
        await Assert.ThrowsAsync<Ec2Exception>(
            () => bench.Ec2.CreateRouteAsync("rtb-1", "10.0.0.0/8", "pcx-1", default));
        Assert.Equal(RetryHandler.Attempts, bench.Stub.Requests.Count);
    }

    [Fact]
    public async Task A_read_survives_a_proxys_page_and_a_broken_connection()
    {
        using var bench = new Ec2Bench(new StubHandler((_, number) => number switch
        {
            0 => StubHandler.Answer("<html><body><p>Bad gateway</body></html>", 502, "text/html"),
            1 => throw new HttpRequestException("reset"),
            _ => StubHandler.Answer("<R/>"),
        }));
        Assert.Empty(await bench.Ec2.DescribeVpcsAsync(Ec2Query.All, default));
        Assert.Equal(3, bench.Stub.Requests.Count);
    }

    [Theory]
    [InlineData("AcceptVpcPeeringConnection", 1)]
    [InlineData("RejectVpcPeeringConnection", 1)]
    [InlineData("CreateRoute", 1)]
    [InlineData("CreateSecurityGroup", 1)]
    [InlineData("AuthorizeSecurityGroupEgress", 1)]
    [InlineData("ReplaceRoute", RetryHandler.Attempts)]
    [InlineData("DeleteRoute", RetryHandler.Attempts)]
    [InlineData("RevokeSecurityGroupEgress", RetryHandler.Attempts)]
    [InlineData("DeleteSecurityGroup", RetryHandler.Attempts)]
    [InlineData("DeleteVpcPeeringConnection", RetryHandler.Attempts)]
    [InlineData("ModifyVpcPeeringConnectionOptions", RetryHandler.Attempts)]
    [InlineData("ModifyNetworkInterfaceAttribute", RetryHandler.Attempts)]
    [InlineData("CreateTags", RetryHandler.Attempts)]
    public async Task A_change_whose_answer_is_lost_has_an_unknown_outcome(string action, int attempts)
    {
        using var resetBench = new Ec2Bench(new StubHandler((_, _) => throw new HttpRequestException("reset")));
        var lostReply = await Assert.ThrowsAsync<UnknownOutcomeException>(
            () => Ec2Actions.Changes[action](resetBench.Ec2));
        Assert.Equal("ConnectionLost", lostReply.Reported.ErrorId);
        Assert.Equal(attempts, resetBench.Stub.Requests.Count);

        using var failing = Ec2Bench.Answering(StubHandler.Error("InternalError"), 500);
        var failure = await Assert.ThrowsAsync<UnknownOutcomeException>(() => Ec2Actions.Changes[action](failing.Ec2));
        Assert.Equal("ServiceBusy", failure.Reported.ErrorId);
        Assert.Equal(attempts, failing.Stub.Requests.Count);

        using var page = Ec2Bench.Answering("<html><p>Sign in to this network</html>");
        var unread = await Assert.ThrowsAsync<UnknownOutcomeException>(() => Ec2Actions.Changes[action](page.Ec2));
        Assert.Equal("UnreadableAnswer", unread.Reported.ErrorId);
        Assert.Single(page.Stub.Requests);
    }

    [Fact]
    public async Task A_rehearsal_and_a_read_never_have_an_unknown_outcome()
    {
        using var bench = new Ec2Bench(new StubHandler((_, _) => throw new HttpRequestException("reset")));
        foreach (var (_, change) in Ec2Actions.Changes)
        {
            var error = await Assert.ThrowsAsync<TimescaleVpcException>(() => change(bench.Ec2.Rehearsal));
            Assert.Equal("ConnectionLost", error.ErrorId);
        }

        Assert.Equal(Ec2Actions.Changes.Count * RetryHandler.Attempts, bench.Stub.Requests.Count);
    }

    [Fact]
    public async Task A_stop_is_a_stop()
    {
        using var stop = new CancellationTokenSource();
        using var bench = new Ec2Bench(new StubHandler((_, _) =>
        {
            stop.Cancel();
            throw new OperationCanceledException(stop.Token);
        }));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => bench.Ec2.DescribeVpcsAsync(Ec2Query.All, stop.Token));
        Assert.Single(bench.Stub.Requests);
    }

    [Fact]
    public async Task The_log_names_the_action_and_no_parameter()
    {
        var sink = new Support.Collector();
        AmbientWork.Sink = sink;
        using var bench = Ec2Bench.Answering("<R/>");
        await bench.Ec2.CreateTagsAsync("sg-1", new Dictionary<string, string> { ["k"] = "canary" }, default);

        var line = Assert.Single(sink.Texts);
        Assert.StartsWith("POST ec2.us-east-1.amazonaws.com/ CreateTags -> 200", line, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", line, StringComparison.Ordinal);
    }
}
