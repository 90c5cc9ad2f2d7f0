using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Tests.Aws;
using static TimescaleVpc.Tests.Transport.AwsKeyKinds;

namespace TimescaleVpc.Tests.Transport;

/// <summary>
/// Refusals of the calls that lead to keys for AWS, as AWS words them: each is told by its code, and with advice about
/// what was refused there.
/// </summary>
[Collection("Environment variables")]
public sealed class AwsKeyReasonTests
{
    [Theory]
    [InlineData(Role, 403, "AccessDenied",
        "User: arn:aws:iam::111122223333:user/me is not authorized to perform: sts:AssumeRole on resource: x",
        "AwsRoleDenied", "the trust policy of the role itself")]
    [InlineData(Role, 403, "AccessDenied",
        "User: me is not authorized to perform: sts:AssumeRole with an explicit deny in a service control policy",
        "AwsOrganizationDenied", "management account")]
    [InlineData(Role, 403, "ExpiredToken", "The security token included in the request is expired",
        "AwsSignInExpired", "temporary keys")]
    [InlineData(Role, 403, "InvalidClientTokenId", "The security token included in the request is invalid.",
        "AwsKeysRejected", "access key")]
    [InlineData(Role, 403, "SignatureDoesNotMatch", "Signature expired: 20220127T001427Z is now earlier than x",
        "AwsClockOff", "clock")]
    [InlineData(Role, 403, "RegionDisabledException", "STS is not activated in this region for account:1",
        "AwsAccountNotReady", "Enable the region")]
    [InlineData(WebIdentity, 403, "AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity",
        "AwsRoleDenied", "issuer, audience and subject")]
    [InlineData(WebIdentity, 400, "ExpiredTokenException", "Token too old: 441398",
        "AwsIdentityTokenRejected", "has not expired")]
    [InlineData(WebIdentity, 400, "InvalidIdentityToken", "Incorrect token audience",
        "AwsIdentityTokenRejected", "AWS_WEB_IDENTITY_TOKEN_FILE")]
    [InlineData(WebIdentity, 403, "IDPRejectedClaim", "graph.example responded with HTTP/1.1 400 Bad Request",
        "AwsIdentityTokenRejected", "AWS_WEB_IDENTITY_TOKEN_FILE")]
    [InlineData(Sso, 403, "ForbiddenException", "No access", "AwsSsoDenied", "sso_role_name")]
    [InlineData(Sso, 401, "UnauthorizedException", "Session token not found or invalid",
        "AwsSsoExpired", "aws sso login --profile sso")]
    [InlineData(SsoToken, 400, "invalid_grant", "Invalid refresh token provided",
        "AwsSsoExpired", "aws sso login --profile sso")]
    [InlineData(SsoToken, 400, "expired_token", "Device code expired", "AwsSsoExpired", "aws sso login")]
    [InlineData(Container, 400, "AccessDeniedException", "Not associated with a role",
        "AwsPermissionDenied", "administrator of the AWS account")]
    [InlineData(Instance, 200, "AssumeRoleUnauthorizedAccess", "EC2 cannot assume the role x.",
        "RefusalUnknown", "what its message names")]
    public async Task A_refusal_on_the_way_to_keys_is_told_as_what_it_is(
        string client, int status, string code, string words, string errorId, string advice)
    {
        using var wire = new Wire(WorkClock.Real, new StubHandler(
            (_, _) => SaidBy.Answer(status, SaidBy.Body(client, code, words), "application/json")));
        var error = Translation.Of(
            (await Record.ExceptionAsync(All.Single(kind => kind.Name == client).Calls(wire)[0]))!, null);

        Assert.True(error.ErrorId == errorId, $"{error.ErrorId}: {error.Message}");
        Assert.Contains(advice, error.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains($"{code} (status {status}): {words}", error.Message, StringComparison.Ordinal);
        Assert.Equal(
            (code, status, SaidBy.RequestId), (error.Refusal!.Code, error.Refusal.Status, error.Refusal.RequestId));
        Assert.DoesNotContain("s3cr3t", error.ToString(), StringComparison.Ordinal);
    }

    /// <summary>SSO names the code in a header as well, with an address behind it.</summary>
    [Theory]
    [InlineData("""{"error_description":"No."}""",
        "InvalidGrantException:http://internal.amazon.com/coral/", "InvalidGrantException")]
    [InlineData("""{"__type":"a#UnauthorizedException","message":"No."}""", null, "UnauthorizedException")]
    [InlineData("""{"Code":"Failed","Message":"No."}""", null, "Failed")]
    [InlineData("""{"message":"No."}""", null, "")]
    public void A_code_in_JSON_is_read_wherever_it_stands(string body, string? header, string code)
    {
        var refusal = AwsRefusalReader.Read(
            new("AWS", "h", 400, body, name => name == "x-amzn-ErrorType" ? header : null), WorkClock.Real.Now);
        Assert.Equal((code, "No.", code.Length > 0), (refusal.Code, refusal.Message, refusal.IsReadable));
    }
}
