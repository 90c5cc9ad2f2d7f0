using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using TimescaleVpc.Tests.Aws;

namespace TimescaleVpc.Tests.Contracts;

/// <summary>What real AWS answered, as XML; what was kept parsed is written back by the service's model.</summary>
/// <param name="File">The file it is in.</param>
/// <param name="Service">ec2 or sts.</param>
/// <param name="Action">What was asked for.</param>
/// <param name="Status">The status.</param>
/// <param name="Xml">The answer.</param>
/// <param name="What">What it shows, where the recording says so.</param>
internal sealed record AwsExchange(string File, string Service, string Action, int Status, string Xml, string What)
{
    public XElement Root { get; } = XElement.Parse(Xml);

    public string? Code => Text("Code");

    public string Message => Text("Message") ?? "";

    public override string ToString() => $"{File} {Action} {Status} {Code}";

    private string? Text(string name) =>
        Root.Descendants().FirstOrDefault(one => one.Name.LocalName == name)?.Value;
}

/// <summary>The recordings, which lie beside the repository and not in it.</summary>
internal static class AwsRecordings
{
    /// <summary>Where this one is, the others are.</summary>
    public const string One = "recordings/aws/manageiq.json";

    /// <summary>Real answers; the others are weaker: written by hand, old, or reported.</summary>
    public static readonly string[] Strong = ["manageiq", "cloud-custodian", "localstack-snapshots", "batfish"];

    private static readonly Lazy<AwsExchange[]> Read = new(() => [.. Directory
        .GetFiles(Path.GetDirectoryName(SharedData.Find(One))!, "*.json").Order(StringComparer.Ordinal)
        .SelectMany(OfFile)]);

    public static AwsExchange[] All => Read.Value;

    private static IEnumerable<AwsExchange> OfFile(string path)
    {
        var models = new Dictionary<string, JsonNode>
        {
            ["ec2"] = SharedData.Json("ec2-2016-11-15.json")!, ["sts"] = SharedData.Json("sts-2011-06-15.json")!,
        };
        foreach (var item in JsonNode.Parse(System.IO.File.ReadAllText(path))!["exchanges"]!.AsArray())
        {
            var action = $"{item!["action"]}";
            var service = item["service"]?.ToString()
                ?? (models["sts"]["operations"]![action] is not null || action == "GetSessionToken" ? "sts" : "ec2");
            var answer = item["answer"]!;
            var error = (answer as JsonObject)?["Error"];
            if (error is null && answer is not JsonValue && models[service]["operations"]![action] is null) continue;
            var xml = answer is JsonValue ? answer.GetValue<string>()
                : error is not null ? Error(service, error)
                : Answer(models[service], service, action, answer);
            yield return new(
                Path.GetFileNameWithoutExtension(path), service, action, item["status"]!.GetValue<int>(), xml,
                $"{item["what"]}{item["file"]}");
        }
    }

    private static string Error(string service, JsonNode error)
    {
        var about = new XElement(
            "Error", new XElement("Code", $"{error["Code"]}"), new XElement("Message", $"{error["Message"]}"));
        return (service == "ec2"
            ? new XElement("Response", new XElement("Errors", about), new XElement("RequestID", "r"))
            : new XElement("ErrorResponse", about, new XElement("RequestId", "r"))).ToString();
    }

    private static string Answer(JsonNode model, string service, string action, JsonNode answer)
    {
        var shape = model["operations"]![action]!["output"]?["shape"]?.ToString();
        var members = shape is null ? [] : Members(model, shape, answer.AsObject()).ToArray();
        return (service == "ec2" ? new XElement($"{action}Response", members)
            : new XElement($"{action}Response", new XElement($"{action}Result", members))).ToString();
    }

    private static IEnumerable<XElement> Members(JsonNode model, string shape, JsonObject value)
    {
        foreach (var (name, member) in value)
        {
            if (member is null || model["shapes"]![shape]!["members"]![name] is not { } definition) continue;
            yield return new XElement(
                definition["locationName"]?.ToString() ?? name, Content(model, $"{definition["shape"]}", member));
        }
    }

    private static object[] Content(JsonNode model, string shape, JsonNode value)
    {
        var about = model["shapes"]![shape]!;
        return value switch
        {
            JsonObject item => [.. Members(model, shape, item)],
            JsonArray list => [.. list.Select(one => new XElement(
                about["member"]!["locationName"]?.ToString() ?? "member",
                Content(model, $"{about["member"]!["shape"]}", one!)))],
            _ when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False =>
                [value.GetValue<bool>() ? "true" : "false"],
            _ => [value.ToString()],
        };
    }
}
