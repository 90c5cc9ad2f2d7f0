using Amazon.Runtime;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Aws;

/// <summary>
/// Keys that a container or an EC2 instance offers to what runs in it. The SDK's own reader of them follows redirects,
/// takes its token along, and believes what the other host says; its HTTP client cannot be replaced.
/// </summary>
internal sealed class MetadataKeys(HttpClient client, Func<string, string?> environment) : RefreshingAWSCredentials
{
    /// <summary>The variable that names another address for an instance's keys.</summary>
    public const string Endpoint = "AWS_EC2_METADATA_SERVICE_ENDPOINT";

    private const string ContainerHost = "http://169.254.170.2";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan TokenLife = TimeSpan.FromMinutes(5);

    /// <summary>The addresses where plain http stays on the machine: the container agents of ECS and EKS.</summary>
    private static readonly IPAddress[] Agents =
        [IPAddress.Parse("169.254.170.2"), IPAddress.Parse("169.254.170.23"), IPAddress.Parse("fd00:ec2::23")];

    /// <summary>Whether a container says where its keys are.</summary>
    public bool IsContainer => Relative is not null || Full is not null;

    private string? Relative => environment("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");

    private string? Full => environment("AWS_CONTAINER_CREDENTIALS_FULL_URI");

    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        var (address, header, value) = IsContainer
            ? (ContainerAddress(), "Authorization", await ContainerTokenAsync(limit.Token))
            : await InstanceAsync(limit.Token);
        return Read(await SendAsync(HttpMethod.Get, address, header, value, limit.Token));
    }

    protected override CredentialsRefreshState GenerateNewCredentials() =>
        throw new NotSupportedException("The engine is asynchronous throughout.");

    private static CredentialsRefreshState Read(RefusedAnswer answer)
    {
        var body = Json.Parse(answer.Body);
        return (body.Text("AccessKeyId"), body.Text("SecretAccessKey"), body.Time("Expiration")) switch
        {
            ({ Length: > 0 } id, { Length: > 0 } key, { } ends) => new CredentialsRefreshState(
                new ImmutableCredentials(id, key, body.Text("Token")), ends.UtcDateTime),

            // An instance says with status 200 that it may not take on its role.
            _ when body.Text("Code") is { Length: > 0 } code && !Same(code, "Success") => throw Refused(answer),
            _ => throw new AmazonClientException($"{answer.Host} answered without keys."),
        };
    }

    private static RefusedException Refused(RefusedAnswer answer) =>
        new(AwsRefusalReader.Read(answer, WorkClock.Real.Now));

    private Uri ContainerAddress()
    {
        if (Relative is { } path) return new Uri(ContainerHost + (path.StartsWith('/') ? path : "/" + path));
        return Uri.TryCreate(Full, UriKind.Absolute, out var address) && address.UserInfo.Length == 0
            && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp
                && (address.IsLoopback
                    || (IPAddress.TryParse(address.DnsSafeHost, out var ip) && Agents.Contains(ip)))))
            ? address : throw Catalogue.InsecureUrl.For(Full, Full);
    }

    private async Task<string?> ContainerTokenAsync(CancellationToken cancel)
    {
        var token = environment("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE") is { } file
            ? (await File.ReadAllTextAsync(file, cancel)).Trim() : environment("AWS_CONTAINER_AUTHORIZATION_TOKEN");
        return token?.AsSpan().IndexOfAny('\r', '\n') >= 0
            ? throw new AmazonClientException("AWS_CONTAINER_AUTHORIZATION_TOKEN holds a line break.") : token;
    }

    /// <summary>An instance issues a token for a PUT, and keys for the token.</summary>
    private async Task<(Uri Address, string Header, string? Token)> InstanceAsync(CancellationToken cancel)
    {
        const string Header = "X-aws-ec2-metadata-token";
        var mode = environment("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE");
        var usualAddress = Same(mode, "IPv6") ? "http://[fd00:ec2::254]" : "http://169.254.169.254";
        var host = new Uri((environment(Endpoint) ?? usualAddress).TrimEnd('/'));
        var token = (await SendAsync(
            HttpMethod.Put, new Uri(host, "/latest/api/token"), Header + "-ttl-seconds",
            $"{TokenLife.TotalSeconds:0}", cancel)).Body;
        var list = new Uri(host, "/latest/meta-data/iam/security-credentials/");
        var roles = (await SendAsync(HttpMethod.Get, list, Header, token, cancel)).Body;
        return (new Uri(list, Uri.EscapeDataString(roles.Split('\n')[0].Trim())), Header, token);
    }

    private async Task<RefusedAnswer> SendAsync(
        HttpMethod method, Uri address, string header, string? value, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, address);
        if (value is not null) request.Headers.TryAddWithoutValidation(header, value);
        using var response = await client.SendAsync(request, cancel);
        var answer = await RefusedAnswer.TakeAsync(AwsRefusals.Table.Platform, address.Host, response, cancel);
        return response.IsSuccessStatusCode ? answer : throw Refused(answer);
    }
}
