using System.Text;
using TimescaleVpc.Sandbox;

namespace TimescaleVpc.Tests.Sandbox.Aws;

/// <summary>Talks to Timescale Cloud, EC2 and STS in one sandbox as any HTTP client would.</summary>
internal sealed class AwsClient : IDisposable
{
    public const string MainVpc = "vpc-0a1b2c3d4e5f60718";
    public const string EuropeanVpc = "vpc-0b2c3d4e5f6071829";
    public const string Account = "111122223333";
    public const string Project = "/projects/demo-cloud";

    private readonly HttpClient http;

    public AwsClient(int seed = 1)
    {
        World = new SandboxWorld(seed);
        http = new HttpClient(World.CreateHandler());
        Keys = Profile("sandbox");
    }

    public SandboxWorld World { get; }

    public SandboxSettings Settings => World.Settings;

    /// <summary>Who signs.</summary>
    public SigV4 Keys { get; set; }

    public string Region { get; set; } = "us-east-1";

    public SigV4 Profile(string name)
    {
        var credential = World.SignIn.AwsCredentials.Concat(TimescaleVpc.Sandbox.Ec2.AwsDefaults.OtherAccounts)
            .Single(item => item.Profile == name);
        return new SigV4(credential.AccessKeyId, credential.SecretKey);
    }

    public async Task<T> As<T>(string profile, string region, Func<Task<T>> work)
    {
        var (keys, home) = (Keys, Region);
        (Keys, Region) = (Profile(profile), region);
        try
        {
            return await work();
        }
        finally
        {
            (Keys, Region) = (keys, home);
        }
    }

    public Task<XmlReply> Ec2(string action, params string[] parameters) => Query(
        $"ec2.{Region}.amazonaws.com", "ec2", "2016-11-15", action, parameters);

    public Task<XmlReply> Sts(string action, params string[] parameters) => Query(
        $"sts.{Region}.amazonaws.com", "sts", "2011-06-15", action, parameters);

    /// <summary>A call that must succeed.</summary>
    public async Task<XmlReply> Ok(string action, params string[] parameters)
    {
        var reply = await Ec2(action, parameters);
        Assert.True(reply.Status == 200, $"{action}: {reply}");
        return reply;
    }

    /// <summary>A call that must fail with a code.</summary>
    public async Task<XmlReply> Refused(string code, string action, params string[] parameters)
    {
        var reply = await Ec2(action, parameters);
        Assert.True(reply.Code == code, $"expected {code} from {action}: {reply}");
        return reply;
    }

    public async Task<XmlReply> Query(
        string host, string service, string version, string action, params string[] parameters)
    {
        var body = Form([$"Action={action}", $"Version={version}", .. parameters]);
        return await Send(Keys.Sign(host, service, Region, body, World.Clock.UtcNow));
    }

    public async Task<XmlReply> Send(HttpRequestMessage request)
    {
        using var work = ((VpcSandbox)World).Activity.Begin();
        using var reply = await http.SendAsync(request);
        return new XmlReply((int)reply.StatusCode, await reply.Content.ReadAsStringAsync());
    }

    public async Task<Reply> Tiger(
        string method, string path, object? body = null, string keys = "sandbox-public:sandbox-secret")
    {
        using var request = new HttpRequestMessage(
            new HttpMethod(method), $"https://console.cloud.tigerdata.com/public/api/v1{path}");
        if (keys.Length > 0) request.Headers.TryAddWithoutValidation("Authorization",
            keys.Contains(' ', StringComparison.Ordinal)
                ? keys : "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(keys)));
        if (body is not null) request.Content =
            new StringContent(body as string ?? Client.Json(body), Encoding.UTF8, "application/json");
        using var work = ((VpcSandbox)World).Activity.Begin();
        using var reply = await http.SendAsync(request);
        return new Reply((int)reply.StatusCode, await reply.Content.ReadAsStringAsync(),
            reply.Headers.ToDictionary(pair => pair.Key, pair => string.Join(", ", pair.Value)));
    }

    public async Task<Reply> TigerOk(int status, string method, string path, object? body = null)
    {
        var reply = await Tiger(method, path, body);
        Assert.True(reply.Status == status, $"expected {status} from {method} {path}: {reply}");
        return reply;
    }

    public void Wait(double seconds) => World.Clock.Advance(TimeSpan.FromSeconds(seconds));

    public void Dispose() => http.Dispose();

    private static string Form(IEnumerable<string> parameters) => string.Join('&', parameters.Select(item =>
    {
        var parts = item.Split('=', 2);
        return $"{Uri.EscapeDataString(parts[0])}={Uri.EscapeDataString(parts[1])}";
    }));
}
