using System.Net;
using System.Net.Http.Headers;
using System.Text;
using TimescaleVpc.Engine.Recording;
using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Tests.Aws;
using TimescaleVpc.Tests.Reliability.Secrets;
using TimescaleVpc.Tests.Transport;

namespace TimescaleVpc.Tests.Recording;

/// <summary>A secret in each place that a request or an answer has, and none in the file of -Record.</summary>
public sealed class RecordedSecretsTests
{
    private const string Token = "Tk/7f+Q\"zz'9-token of a header";
    private const string Password = "pW0rd+with/odd=signs&\"more\"";
    private const string Signature = "sIg%Na/tu+re==ofALink";

    private const string Shapes = "AVNS_byItsShape0123456 abc8Q~ByItsShape.0123456789012345678901";

    private static readonly Dictionary<string, string> Secrets = new()
    {
        [Token] = "token", [Password] = "password", [Signature] = "signature",
        ["AVNS_byItsShape0123456"] = "Aiven's password", ["abc8Q~ByItsShape.0123456789012345678901"] = "Entra's secret",
    };

    [Fact]
    public async Task No_place_brings_one_into_the_file()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var path = Path.Combine(folder.FullName, "run.jsonl");
            var stub = new StubHandler((request, _) => Answer(request.Uri.AbsolutePath));
            var recorder = new Recorder(
                new WorkClock(new LeapTime(), Still.Instance), new ExchangeFilter(new KnownSecrets()),
                new RecordFile(path, RecordedVersions.Here(null))) { InnerHandler = stub };
            using (var client = new HttpClient(recorder))
            {
                foreach (var request in Requests()) (await client.SendAsync(request)).Dispose();
            }

            var text = await File.ReadAllTextAsync(path);
            var canary = new Canary(Secrets);
            Assert.Null(canary.Find(text));
            // It does look: what is found without the filter.
            Assert.NotNull(canary.Find(Password));
            Assert.Equal(stub.Requests.Count, ReportFile.Read(path).Wire.Exchanges.Count);
            // The words around a secret stay.
            Assert.Contains("refused: ***", text, StringComparison.Ordinal);
            Assert.Contains("tsdbadmin", text, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<HttpRequestMessage> Requests()
    {
        // Bodies that repeat a secret before its name has told it.
        yield return Request(HttpMethod.Get, "https://api.aiven.io/v1/project/p/service/s");
        yield return Request(HttpMethod.Get, "https://ec2.us-east-1.amazonaws.com/xml");
        yield return Request(HttpMethod.Get, "https://api.aiven.io/v1/echo");
        yield return Request(HttpMethod.Get, $"https://h.example/{E(Token)}/x?sig={E(Signature)}&api-version={E(Token)}"
            + $"&$filter=name%20eq%20'{E(Password)}'");
        const string tokens = "https://login.microsoftonline.com/t/oauth2/v2.0/token";
        yield return Request(HttpMethod.Post, tokens, new StringContent(
            $"grant_type=password&scope={E(Password)}&username=u&password={E(Password)}&client_secret={E(Token)}",
            Encoding.UTF8, "application/x-www-form-urlencoded"));
        yield return Request(HttpMethod.Put, "https://graph.microsoft.com/v1.0/a", new StringContent(
            $$"""
            {"displayName":{{J(Password)}},"passwordCredentials":[{"secretText":{{J(Password)}} }],"x":{{J(Token)}} }
            """,
            Encoding.UTF8, "application/json"));
        yield return Request(HttpMethod.Get, "https://api.aiven.io/v1/location");
        yield return Request(HttpMethod.Get, "https://api.aiven.io/v1/text");
    }

    private static HttpRequestMessage Request(HttpMethod method, string address, HttpContent? content = null)
    {
        var request = new HttpRequestMessage(method, address) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("aivenv1", Convert.ToBase64String(B(Token)));
        request.Headers.TryAddWithoutValidation(
            "x-ms-authorization-auxiliary", $"Bearer {Convert.ToHexString(B(Token))}");
        request.Headers.TryAddWithoutValidation("Cookie", $"session={E(Password)}");
        return request;
    }

    private static HttpResponseMessage Answer(string path)
    {
        var uri = $"postgres://tsdbadmin:{E(Password)}@h.example:5432/db?sslmode=require";
        var (status, type, text) = path switch
        {
            "/xml" => (400, "text/xml", $"<Response><Errors><Error><Message>refused: {X(Password)}</Message>"
                + $"<SecretAccessKey>{X(Password)}</SecretAccessKey></Error></Errors></Response>"),
            "/v1/echo" => (403, "application/json", $$"""
                {"message":{{J($"refused: {Password}; pwd={Token}; {uri}; {Convert.ToBase64String(B(Password))}")}},
                "errors":[{"message":{{J($"{Shapes} {Convert.ToHexString(B(Password))}")}} }] }
                """),
            "/v1/text" => (502, "text/plain", $"refused: {Password} by a proxy"),
            _ => (200, "application/json", $$"""
                {"service":{"message":{{J($"it is {Password}")}},"service_name":{{J(Password)}},
                "service_uri":{{J(uri)}},"user":"tsdbadmin",
                "users":[{"password":{{J(Password)}},"access_key":{{J(Token)}} }],
                "service_uri_params":{"password":{{J(Password)}} },"connection_info":{"pg":[{{J(uri)}}]},
                "description":{{J(Password)}},"tags":{"note":{{J(Password)}} } } }
                """),
        };
        var answer = new HttpResponseMessage((HttpStatusCode)status)
        {
            Content = new StringContent(text, Encoding.UTF8, type),
        };
        answer.Headers.TryAddWithoutValidation(
            "Location", $"https://h.example/x?t=1&s={E(Signature)}&sig={E(Signature)}");
        answer.Headers.TryAddWithoutValidation(
            "Azure-AsyncOperation", $"https://u:{E(Password)}@h.example/x?h={E(Token)}");
        answer.Headers.TryAddWithoutValidation("x-ms-request-id", E(Password));
        answer.Headers.TryAddWithoutValidation("Set-Cookie", $"session={E(Password)}");
        return answer;
    }

    private static byte[] B(string text) => Encoding.UTF8.GetBytes(text);

    private static string E(string text) => Uri.EscapeDataString(text);

    private static string J(string text) => System.Text.Json.JsonSerializer.Serialize(text);

    private static string X(string text) => System.Security.SecurityElement.Escape(text);
}
