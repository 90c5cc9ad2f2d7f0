using TimescaleVpc.Engine.Recording;

namespace TimescaleVpc.Engine.Changes;

/// <summary>Changes as JSON, which Compare-VpcChange and Export-VpcChange take again, after ConvertFrom-Json.</summary>
internal static class ChangeJson
{
    public static string Write(ChangeDocument document) => JsonText.Page(new JsonObject
    {
        ["format"] = "TimescaleVpc changes",
        ["version"] = 1,
        ["summary"] = document.Summary,
        ["changes"] = new JsonArray(
            [.. document.Made.Concat(document.Planned).Select(change => JsonSerializer.SerializeToNode(
                change, JsonText.Plain))]),
    });
}
