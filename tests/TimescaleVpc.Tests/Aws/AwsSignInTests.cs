using System.Net;
using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Tests.Aws;

/// <summary>Profiles, regions, endpoints. No AWS is asked.</summary>
[Collection("Environment variables")]
public class AwsSignInTests
{
    private const string Profiles =
        """
        [default]
        aws_access_key_id = AKIADEFAULT
        aws_secret_access_key = default-secret

        [prod]
        aws_access_key_id = AKIAPROD
        aws_secret_access_key = prod-secret
        aws_session_token = prod-token
        region = eu-west-1

        [role]
        role_arn = arn:aws:iam::111122223333:role/Network
        source_profile = prod
        region = us-east-2

        [sso]
        sso_start_url = https://nowhere-tsvpc.awsapps.example/start
        sso_region = us-east-1
        sso_account_id = 111122223333
        sso_role_name = Network

        [via-sso]
        role_arn = arn:aws:iam::111122223333:role/Network
        source_profile = sso

        [local]
        aws_access_key_id = AKIALOCAL
        aws_secret_access_key = local-secret
        endpoint_url = http://127.0.0.1:3

        [mfa]
        role_arn = arn:aws:iam::111122223333:role/Network
        source_profile = prod
        mfa_serial = arn:aws:iam::111122223333:mfa/me

        [keys-and-mfa]
        aws_access_key_id = AKIAMFA
        aws_secret_access_key = mfa-secret
        mfa_serial = arn:aws:iam::111122223333:mfa/me

        [process]
        credential_process = /bin/sh -c "echo secret-on-stderr >&2; exit 3"
        """;

    [Fact]
    public async Task A_profile_gives_its_keys()
    {
        using var files = new AwsFiles(Profiles);
        var signIn = Find("prod", files);
        var keys = await (await signIn.GetAsync(default)).GetCredentialsAsync();

        Assert.Equal(("AKIAPROD", "prod-secret", "prod-token"), (keys.AccessKey, keys.SecretKey, keys.Token));
        Assert.Equal("AWS profile prod", signIn.Source);
    }

    /// <summary>The device is for roles that are taken on; aws itself signs with the keys.</summary>
    [Fact]
    public async Task A_profile_with_keys_and_a_device_gives_its_keys()
    {
        using var files = new AwsFiles(Profiles);
        var keys = await (await Find("keys-and-mfa", files).GetAsync(default)).GetCredentialsAsync();
        Assert.Equal(("AKIAMFA", "mfa-secret", ""), (keys.AccessKey, keys.SecretKey, keys.Token));
    }

    [Fact]
    public async Task A_file_alone_means_its_default_profile_or_the_environments()
    {
        using var files = new AwsFiles(Profiles);
        var keys = await (await Find(null, files).GetAsync(default)).GetCredentialsAsync();
        Assert.Equal("AKIADEFAULT", keys.AccessKey);

        keys = await (await Find(null, files, ("AWS_PROFILE", "prod")).GetAsync(default)).GetCredentialsAsync();
        Assert.Equal("AKIAPROD", keys.AccessKey);
    }

    [Fact]
    public void A_missing_profile_is_named_with_the_files_and_those_that_are_there()
    {
        using var files = new AwsFiles(Profiles);
        var error = Assert.Throws<TimescaleVpcException>(() => Find("prud", files));

        Assert.Equal("AwsProfileNotFound", error.ErrorId);
        Assert.Contains("'prud'", error.Message, StringComparison.Ordinal);
        Assert.Contains(files.Path, error.Message, StringComparison.Ordinal);
        Assert.Contains("prod", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_a_missing_profile()
    {
        var error = Assert.Throws<TimescaleVpcException>(
            () => AwsSignIn.Find("x", Path.Combine(Path.GetTempPath(), "no-such-file"), _ => null));
        Assert.Equal("AwsProfileNotFound", error.ErrorId);
    }

    [Theory]
    [InlineData("sso")]
    [InlineData("via-sso")]
    public async Task A_lapsed_SSO_login_names_the_command_that_renews_it(string profile)
    {
        using var files = new AwsFiles(Profiles);
        var error = await Assert.ThrowsAsync<TimescaleVpcException>(() => Find(profile, files).GetAsync(default));

        Assert.True(error.ErrorId == "AwsSsoExpired", error.Message);
        Assert.Contains("aws sso login --profile sso", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mfa", "MFA")]
    [InlineData("process", "credential_process")]
    public async Task A_profile_that_gives_nothing_says_why(string profile, string word)
    {
        using var files = new AwsFiles(Profiles);
        var error = await Assert.ThrowsAsync<TimescaleVpcException>(() => Find(profile, files).GetAsync(default));

        Assert.Equal("AwsCredentialsUnusable", error.ErrorId);
        Assert.Contains(word, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-on-stderr", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_profile_asks_STS_where_the_environment_says()
    {
        using var files = new AwsFiles(Profiles);
        using var sts = new HttpListener();
        var address = $"http://127.0.0.1:{FreePort()}/";
        sts.Prefixes.Add(address);
        sts.Start();
        var question = AnswerAsync(sts,
            """
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
            <AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>role-secret</SecretAccessKey>
            <SessionToken>role-token</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>
            </Credentials></AssumeRoleResult></AssumeRoleResponse>
            """);
        // The SDK's own client for roles reads the process's environment.
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_STS", address);
        try
        {
            var keys = await (await Find("role", files).GetAsync(default)).GetCredentialsAsync();
            Assert.Equal(("ASIAROLE", "role-token"), (keys.AccessKey, keys.Token));
            Assert.Contains("Action=AssumeRole", await question, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_STS", null);
        }
    }

    [Fact]
    public void Nothing_found_is_one_plain_sentence()
    {
        var error = new ChainKeys("default", _ => null).Explain(
            new InvalidOperationException("1. this\n2. that"), null);
        Assert.Equal("AwsCredentialsMissing", error.ErrorId);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void A_region_comes_from_the_parameter_the_environment_or_the_profile()
    {
        using var files = new AwsFiles(Profiles);
        Assert.Equal("eu-west-1", Find("prod", files).Region(null));
        Assert.Equal("us-west-2", Find("prod", files, ("AWS_DEFAULT_REGION", "us-west-2")).Region(null));
        var both = Find("prod", files, ("AWS_DEFAULT_REGION", "us-west-2"), ("AWS_REGION", "ap-south-1"));
        Assert.Equal("ap-south-1", both.Region(null));
        Assert.Equal("eu-central-2", both.Region("EU-Central-2"));

        var error = Assert.Throws<TimescaleVpcException>(() => Find("default", files).Region(null));
        Assert.Equal("AwsRegionMissing", error.ErrorId);
    }

    [Theory]
    [InlineData("us-east-1.evil.example/")]
    [InlineData("us east 1")]
    [InlineData("localhost")]
    [InlineData("us-east-1\n")]
    public void What_is_no_region_never_becomes_a_host_name(string region)
    {
        if (region.Trim() != region) region = "x" + region + "x";
        using var files = new AwsFiles(Profiles);
        var error = Assert.Throws<TimescaleVpcException>(() => Find("prod", files).Region(region));
        Assert.Equal("AwsRegionInvalid", error.ErrorId);
    }

    [Fact]
    public void Endpoints_can_be_set_for_one_service_or_all()
    {
        using var files = new AwsFiles(Profiles);
        var signIn = Find(
            "prod", files,
            ("AWS_ENDPOINT_URL", "http://localhost:1"), ("AWS_ENDPOINT_URL_EC2", "https://ec2.corp.example"));
        Assert.Equal("https://ec2.corp.example/", signIn.Endpoint(AwsService.Ec2, "us-east-1").ToString());
        Assert.Equal("http://localhost:1/", signIn.Endpoint(AwsService.Sts, "us-east-1").ToString());

        var ignoring = Find(
            "prod", files, ("AWS_ENDPOINT_URL", "http://localhost:1"), ("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true"));
        Assert.Equal("sts.us-east-1.amazonaws.com", ignoring.Endpoint(AwsService.Sts, "us-east-1").Host);
        Assert.Equal("http://127.0.0.1:3/", Find("local", files).Endpoint(AwsService.Ec2, "us-east-1").ToString());

        var open = Find("prod", files, ("AWS_ENDPOINT_URL_EC2", "http://10.0.0.1"));
        var error = Assert.Throws<TimescaleVpcException>(() => open.Endpoint(AwsService.Ec2, "us-east-1"));
        Assert.Equal("InsecureUrl", error.ErrorId);
        error = Assert.Throws<TimescaleVpcException>(
            () => Find("prod", files, ("AWS_ENDPOINT_URL_STS", "http://10.0.0.1")));
        Assert.Equal("InsecureUrl", error.ErrorId);
    }

    [Theory]
    [InlineData("us-east-1", false, false, "ec2.us-east-1.amazonaws.com")]
    [InlineData("us-east-1", true, false, "ec2-fips.us-east-1.amazonaws.com")]
    [InlineData("us-gov-west-1", true, false, "ec2.us-gov-west-1.amazonaws.com")]
    [InlineData("us-east-1", false, true, "ec2.us-east-1.api.aws")]
    [InlineData("cn-north-1", false, false, "ec2.cn-north-1.amazonaws.com.cn")]
    [InlineData("eusc-de-east-1", false, false, "ec2.eusc-de-east-1.amazonaws.eu")]
    [InlineData("eu-newplace-3", false, false, "ec2.eu-newplace-3.amazonaws.com")]
    public void Each_partition_has_its_own_suffix(string region, bool fips, bool dualStack, string host) =>
        Assert.Equal(host, AwsEndpoints.Default(AwsService.Ec2, region, fips, dualStack).Host);

    [Fact]
    public async Task An_endpoint_of_ones_own_is_signed_for_the_right_region()
    {
        using var files = new AwsFiles(Profiles);
        var stub = StubHandler.Always("<R/>");
        using var wire = new Wire(WorkClock.Real, stub);
        var signIn = Find("prod", files, ("AWS_ENDPOINT_URL_EC2", "http://127.0.0.1:4566/ec2"));
        using var clients = new AwsClients(wire, signIn);
        await clients.Ec2().DescribeVpcsAsync(Ec2Query.All, default);

        var request = Assert.Single(stub.Requests);
        Assert.Equal("http://127.0.0.1:4566/ec2/", request.Uri.ToString());
        Assert.Null(SigV4.Fault(request, "prod-secret", "eu-west-1", "ec2", DateTimeOffset.UtcNow));
    }

    [Fact]
    public async Task Credentials_that_fail_say_so_instead_of_EC2()
    {
        using var files = new AwsFiles(Profiles);
        var stub = StubHandler.Always("<R/>");
        using var wire = new Wire(WorkClock.Real, stub);
        using var clients = new AwsClients(wire, Find("sso", files));
        var error = await Assert.ThrowsAsync<TimescaleVpcException>(
            () => clients.Ec2("us-east-1").CreateTagsAsync("x", new Dictionary<string, string>(), default));
        Assert.Equal("AwsSsoExpired", error.ErrorId);
        Assert.Empty(stub.Requests);
    }

    private static AwsSignIn Find(string? profile, AwsFiles files, params (string Name, string Value)[] environment) =>
        AwsSignIn.Find(profile, files.Path, name => environment.FirstOrDefault(item => item.Name == name).Value);

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<string> AnswerAsync(HttpListener listener, string body)
    {
        var context = await listener.GetContextAsync();
        using var reader = new StreamReader(context.Request.InputStream);
        var requestBody = await reader.ReadToEndAsync();
        context.Response.ContentType = "text/xml";
        await context.Response.OutputStream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(body));
        context.Response.Close();
        return requestBody;
    }
}
