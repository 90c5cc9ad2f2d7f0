using System.Globalization;

namespace TimescaleVpc.Tests.Sandbox.Aws;

public class StsTests
{
    private const string Role = "RoleArn=arn:aws:iam::111122223333:role/sandbox-peering";

    [Fact]
    public async Task Everybody_may_ask_who_he_is_at_either_host()
    {
        using var client = new AwsClient();
        client.Keys = client.Profile("sandbox-reader");
        var reply = await client.Query("sts.amazonaws.com", "sts", "2011-06-15", "GetCallerIdentity");
        Assert.Equal("arn:aws:iam::111122223333:user/sandbox-reader", reply["GetCallerIdentityResult.Arn"]);
        Assert.NotEmpty(reply["ResponseMetadata.RequestId"]!);
        client.Keys = client.Profile("stranger");
        Assert.Equal("999988887777", (await client.Sts("GetCallerIdentity"))["GetCallerIdentityResult.Account"]);
    }

    [Theory]
    [InlineData("wrong", "SignatureDoesNotMatch")]
    [InlineData("nobody", "InvalidClientTokenId")]
    public async Task Bad_keys_have_other_codes_than_at_ec2(string what, string code)
    {
        using var client = new AwsClient();
        client.Keys = what == "wrong" ? client.Keys with { Secret = "x" } : client.Keys with { KeyId = "AKIAX" };
        var reply = await client.Sts("GetCallerIdentity");
        Assert.Equal((403, code, "ErrorResponse"), (reply.Status, reply.Code, reply.Root.Name.LocalName));
    }

    [Theory]
    [InlineData(16, "Signature not yet current: 20260105T081600Z is still later than 20260105T081500Z "
        + "(20260105T080000Z + 15 min.)")]
    [InlineData(-16, "Signature expired: 20260105T074400Z is now earlier than 20260105T074500Z "
        + "(20260105T080000Z - 15 min.)")]
    public async Task A_clock_that_is_off_is_told_with_both_times(int minutes, string message)
    {
        using var client = new AwsClient();
        using var request = client.Keys.Sign("sts.us-east-1.amazonaws.com", "sts", "us-east-1",
            "Action=GetCallerIdentity&Version=2011-06-15", client.World.Clock.UtcNow.AddMinutes(minutes));
        var reply = await client.Send(request);
        Assert.Equal((403, "SignatureDoesNotMatch", message), (reply.Status, reply.Code, reply.Message));
    }

    [Fact]
    public async Task A_role_gives_keys_that_work_with_their_token_and_end()
    {
        using var client = new AwsClient();
        var reply = await client.Sts("AssumeRole", Role, "RoleSessionName=me", "DurationSeconds=900");
        string Read(string name) => reply[$"AssumeRoleResult.Credentials.{name}"]!;
        var ends = DateTime.Parse(Read("Expiration"), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
        Assert.Equal(client.World.Clock.UtcNow.AddMinutes(15), ends);
        var keys = new SigV4(Read("AccessKeyId"), Read("SecretAccessKey"), Read("SessionToken"));
        client.Keys = keys;
        Assert.Equal("arn:aws:sts::111122223333:assumed-role/sandbox-peering/me",
            (await client.Sts("GetCallerIdentity"))["GetCallerIdentityResult.Arn"]);
        await client.Ok("DescribeVpcs");
        client.Keys = keys with { Token = null };
        await client.Refused("InvalidClientTokenId", "DescribeVpcs");
        client.Keys = keys;
        client.Wait(900);
        await client.Refused("RequestExpired", "DescribeVpcs");
        Assert.Equal("ExpiredToken", (await client.Sts("GetCallerIdentity")).Code);
    }

    [Fact]
    public async Task A_role_is_not_for_everybody()
    {
        using var client = new AwsClient();
        client.Keys = client.Profile("stranger");
        Assert.Equal((403, "AccessDenied"), Outcome(await client.Sts("AssumeRole", Role, "RoleSessionName=me")));
        client.Keys = client.Profile("sandbox-reader");
        Assert.Equal((403, "AccessDenied"), Outcome(await client.Sts("AssumeRole", Role, "RoleSessionName=me")));
        client.Keys = client.Profile("sandbox");
        Assert.Equal((400, "ValidationError"), Outcome(await client.Sts("AssumeRole", Role)));
        Assert.Equal((400, "ValidationError"),
            Outcome(await client.Sts("AssumeRole", Role, "RoleSessionName=me", "DurationSeconds=1")));
    }

    private static (int, string?) Outcome(XmlReply reply) => (reply.Status, reply.Code);
}
