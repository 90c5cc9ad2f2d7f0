using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox;

namespace TimescaleVpc.Tests.Sandbox;

/// <summary>Talks to one sandbox as any HTTP client would.</summary>
internal sealed class Client : IDisposable
{
    public const string Subscription = "/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590";
    public const string NetworkRg = Subscription + "/resourceGroups/Network-RG";
    public const string ProdVNet = NetworkRg + "/providers/Microsoft.Network/virtualNetworks/Prod-VNet";
    public const string WestVpc = "3f0d8b1c-6a72-4c35-9e14-a7d5b2c80f01";
    public const string SwissVpc = "3f0d8b1c-6a72-4c35-9e14-a7d5b2c80f02";
    public const string PlatformApp = "55f300d4-fc50-4c5e-9222-e90a6e2187fb";
    public const string Cli = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";
    public const string ArmScope = "https://management.azure.com/.default";
    public const string GraphScope = "https://graph.microsoft.com/.default";

    private readonly HttpClient http;

    public Client(int seed = 1)
    {
        World = new SandboxWorld(seed);
        http = new HttpClient(World.CreateHandler());
    }

    public SandboxWorld World { get; }

    public string Tenant => World.SignIn.TenantId;

    public string MstToken { get; set; } = "sandbox-mst-token";

    public Task<Reply> Send(
        string method, string url, object? body = null, string? token = null, params (string, string)[] headers)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), url);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        if (body is HttpContent content) request.Content = content;
        else if (body is not null) request.Content =
            new StringContent(body as string ?? Json(body), Encoding.UTF8, "application/json");
        return Send(request);
    }

    public async Task<Reply> Send(HttpRequestMessage request)
    {
        using var work = ((VpcSandbox)World).Activity.Begin();
        using var reply = await http.SendAsync(request);
        return new Reply((int)reply.StatusCode, await reply.Content.ReadAsStringAsync(),
            reply.Headers.Concat(reply.Content.Headers)
                .ToDictionary(pair => pair.Key, pair => string.Join(", ", pair.Value)));
    }

    public Task<Reply> Mst(string method, string path, object? body = null) => Send(
        method, $"https://api.aiven.io/v1{path}", body, null, ("Authorization", $"aivenv1 {MstToken}"));

    public Task<Reply> Graph(string method, string path, string token, object? body = null) =>
        Send(method, $"https://graph.microsoft.com/v1.0{path}", body, token);

    public Task<Reply> Arm(string method, string path, string token, object? body = null, string? auxiliary = null)
    {
        var url = path.StartsWith("https://", StringComparison.Ordinal) ? path : $"https://management.azure.com{path}";
        if (!url.Contains("api-version=", StringComparison.Ordinal))
            url += (url.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "api-version=2024-05-01";
        (string, string)[] headers =
            auxiliary is null ? [] : [("x-ms-authorization-auxiliary", auxiliary)];
        return Send(method, url, body, token, headers);
    }

    public Task<Reply> TokenReply(string tenant, params (string Name, string Value)[] form) => Send("POST",
        $"https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token", new FormUrlEncodedContent(
            form.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))));

    public async Task<string> UserToken(string user = "admin", string scope = ArmScope)
    {
        var (name, password) = World.SignIn.Users.Single(pair => pair.Key == $"{user}@demo.example");
        var reply = await TokenReply(Tenant, ("grant_type", "password"), ("client_id", Cli), ("username", name),
            ("password", password), ("scope", scope));
        Assert.True(reply.Status == 200, reply.Text);
        return reply["access_token"]!;
    }

    public Task<Reply> AppTokenReply(
        string appId, string secret, string? tenant = null, string scope = ArmScope) => TokenReply(
            tenant ?? Tenant, ("grant_type", "client_credentials"), ("client_id", appId), ("client_secret", secret),
            ("scope", scope));

    public async Task<string> AppToken(string appId, string secret, string? tenant = null)
    {
        var reply = await AppTokenReply(appId, secret, tenant);
        Assert.True(reply.Status == 200, reply.Text);
        return reply["access_token"]!;
    }

    public void Dispose() => http.Dispose();

    public void Wait(double seconds) => World.Clock.Advance(TimeSpan.FromSeconds(seconds));

    public static string Json(object value) => value is JsonNode node
        ? node.ToJsonString()
        : System.Text.Json.JsonSerializer.Serialize(value);

    public static async Task<Reply> Expect(int status, Task<Reply> reply)
    {
        var answer = await reply;
        Assert.True(answer.Status == status, $"expected {status}, got {answer}");
        return answer;
    }
}
