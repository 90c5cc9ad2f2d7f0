using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Tests.Aws;

namespace TimescaleVpc.Tests.Transport;

/// <summary>
/// What the SDKs send by themselves when they sign in goes over our wire, too: no redirect is followed, and nothing
/// from where one leads is believed.
/// </summary>
[Collection("Environment variables")]
public sealed class SdkSignInTests : IDisposable
{
    private const string Id = "6a1f0c3e-52b7-4d0e-9c1d-7e3b5a90c411";

    private readonly Dictionary<string, string?> before = [];
    private readonly FarEnd other = new(_ => FarEnd.Answer(200,
        """{"AccessKeyId":"EVIL","SecretAccessKey":"x","Token":"x","Expiration":"2099-01-01T00:00:00Z"}"""));

    [Theory]
    [InlineData(302)]
    [InlineData(307)]
    public async Task Azure_environment_and_workload(int status)
    {
        using var far = new FarEnd(_ => FarEnd.Answer(status, "{}", "Location: https://other.example/new"));
        using var wire = new Wire(WorkClock.Real, far.Handler());
        using var file = new AwsFiles("s3cr3t-assertion");
        Set("AZURE_TENANT_ID", Id);
        Set("AZURE_CLIENT_ID", Id);
        foreach (var (variable, value) in new[]
        {
            ("AZURE_CLIENT_SECRET", "s3cr3t"), ("AZURE_FEDERATED_TOKEN_FILE", file.Path),
        })
        {
            far.Requests.Clear();
            Set(variable, value);
            var error = await FailAsync(() => new AzureTokens(SignIn.Default(wire, null).Make, wire.Clock)
                .GetAsync(AzureTokens.Arm, null, null, default).AsTask());
            Set(variable, null);

            Assert.True(error.ErrorId == "Redirected", error.Message);
            Assert.Contains("https://other.example/new", error.Message, StringComparison.Ordinal);
            Assert.Contains("AZURE_AUTHORITY_HOST", error.RecommendedAction, StringComparison.Ordinal);
            Assert.All(far.Requests, request => Assert.Equal("https://login.microsoftonline.com", request.Origin));
            Assert.NotEmpty(far.Requests);
        }
    }

    [Theory]
    [InlineData("AWS_CONTAINER_CREDENTIALS_FULL_URI", "Authorization: s3cr3t")]
    [InlineData("AWS_EC2_METADATA_SERVICE_ENDPOINT", "X-aws-ec2-metadata-token: s3cr3t-token")]
    public async Task Aws_container_and_instance_give_keys(string variable, string header)
    {
        using var far = new FarEnd(request => request.Line.StartsWith("PUT", StringComparison.Ordinal)
            ? FarEnd.Answer(200, "s3cr3t-token")
            : request.Line.Contains("credentials/ ", StringComparison.Ordinal) ? FarEnd.Answer(200, "role one\n")
            : FarEnd.Answer(200,
                """{"AccessKeyId":"ASIA","SecretAccessKey":"k","Token":"t","Expiration":"2099-01-01T00:00:00Z"}"""));

        var keys = await (await Chain(variable, far.Address).ResolveAsync(default)).GetCredentialsAsync();

        Assert.Equal(("ASIA", "k", "t"), (keys.AccessKey, keys.SecretKey, keys.Token));
        Assert.Contains(header, far.Requests.Last().Head, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("AWS_CONTAINER_CREDENTIALS_FULL_URI")]
    [InlineData("AWS_EC2_METADATA_SERVICE_ENDPOINT")]
    public async Task Aws_container_and_instance_send_nowhere_else(string variable)
    {
        using var far = new FarEnd(request => request.Line.StartsWith("PUT", StringComparison.Ordinal)
            ? FarEnd.Answer(200, "s3cr3t-token") : FarEnd.Answer(307, "{}", $"Location: {other.Address}new"));
        var chain = Chain(variable, far.Address);
        var error = chain.Explain((await Record.ExceptionAsync(() => chain.ResolveAsync(default)))!, null);

        Assert.NotEmpty(far.Requests);
        Assert.Empty(other.Requests);
        Assert.True(error.ErrorId == "Redirected", error.Message);
        Assert.Contains(variable, error.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://10.0.0.1/creds")]
    [InlineData("http://169.254.170.2@10.0.0.1/creds")]
    [InlineData("ftp://127.0.0.1/creds")]
    [InlineData("creds")]
    public async Task A_container_is_asked_on_this_machine_or_by_https(string address)
    {
        var chain = new ChainKeys(
            "default", name => name == "AWS_CONTAINER_CREDENTIALS_FULL_URI" ? address : null);
        var error = await Assert.ThrowsAsync<TimescaleVpcException>(() => chain.ResolveAsync(default));
        Assert.Equal("InsecureUrl", error.ErrorId);
    }

    [Fact]
    public async Task No_container_and_no_instance_are_no_keys()
    {
        using var far = new FarEnd(_ => FarEnd.Answer(404));
        var chain = Chain("AWS_EC2_METADATA_SERVICE_ENDPOINT", far.Address);
        var error = await Assert.ThrowsAsync<TimescaleVpcException>(
            () => AwsSignIn.From(chain, null).GetAsync(default));
        Assert.Equal("AwsCredentialsMissing", error.ErrorId);
        Assert.Equal(404, error.Refusal?.Status);

        chain = new ChainKeys("default", name => name == "AWS_EC2_METADATA_DISABLED" ? "true" : null);
        error = await Assert.ThrowsAsync<TimescaleVpcException>(() => chain.ResolveAsync(default));
        Assert.Equal("AwsCredentialsMissing", error.ErrorId);
    }

    public void Dispose()
    {
        foreach (var (variable, value) in before) Environment.SetEnvironmentVariable(variable, value);
        other.Dispose();
    }

    private static async Task<TimescaleVpcException> FailAsync(Func<Task> call)
    {
        var error = (await Record.ExceptionAsync(call))!;
        return error is TimescaleVpcException catalogueError ? catalogueError
            : WireException.In(error)?.ToError(null, "sign in") ?? Translation.Of(error, null);
    }

    private static ChainKeys Chain(string variable, Uri address) => new("default", name =>
        name == variable ? address + (variable.EndsWith("URI", StringComparison.Ordinal) ? "creds" : "")
        : name == "AWS_CONTAINER_AUTHORIZATION_TOKEN" ? "s3cr3t" : null);

    private void Set(string variable, string? value)
    {
        before.TryAdd(variable, Environment.GetEnvironmentVariable(variable));
        Environment.SetEnvironmentVariable(variable, value);
    }
}
