using System.Text.Encodings.Web;
using System.Text.Json.Serialization;

namespace TimescaleVpc.Engine.Recording;

/// <summary>JSON as reports have it: readable, and of plain letters only, so that nothing in it is invisible.</summary>
internal static partial class JsonText
{
    public static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    };

    private static readonly JsonSerializerOptions Indented = new(Plain) { WriteIndented = true };

    /// <summary>In one line.</summary>
    public static string Line(JsonNode node) => Visible(node.ToJsonString(Plain));

    /// <summary>In lines to read.</summary>
    public static string Page(JsonNode node) => Visible(node.ToJsonString(Indented)) + "\n";

    /// <summary>The same JSON, with an escape for each letter that may not be seen as it is.</summary>
    public static string Visible(string json) => Foreign().Replace(
        json, match => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)match.Value[0]:x4}"));

    [GeneratedRegex(@"[^\n\r\t -~]")]
    private static partial Regex Foreign();
}
