using System.Text.RegularExpressions;

namespace TimescaleVpc.Engine.Transport;

/// <summary>
/// The ids of the things that a request changes, for the record of a step. Only what has the form of an id is taken, so
/// that no other value of a body is kept.
/// </summary>
internal static partial class ChangedIds
{
    /// <summary>The members of an answer that name what was made.</summary>
    private static readonly string[] Members = ["id", "appId", "project_vpc_id"];

    /// <summary>The path, which names the thing; on AWS, where it is the same for all, the ids of the form.</summary>
    public static async Task<string[]> OfAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        var path = Uri.UnescapeDataString(request.RequestUri!.AbsolutePath);
        if (path.Length > 1) return [path];
        return request.Content is null ? [] : Found(Uri.UnescapeDataString(
            await request.Content.ReadAsStringAsync(cancel)));
    }

    /// <summary>The ids that an answer gives to what was made.</summary>
    public static async Task<string[]> OfAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        var text = await response.Content.ReadAsStringAsync(cancel);
        if (text.StartsWith('<')) return Found(text);
        return Json.Parse(text) is not System.Text.Json.Nodes.JsonObject answer ? []
            : [.. Members.Select(answer.Text).OfType<string>().Where(id => AnyId().IsMatch(id)).Distinct()];
    }

    private static string[] Found(string text) => [.. AwsId().Matches(text).Select(match => match.Value).Distinct()];

    [GeneratedRegex(@"\b(?:vpc|pcx|rtb|sg|sgr|eni|subnet)-[0-9a-f]{8}(?:[0-9a-f]{9})?\b")]
    private static partial Regex AwsId();

    /// <summary>A GUID, an ARM id, or the short ids of Timescale Cloud.</summary>
    [GeneratedRegex(@"\A(?:[0-9a-fA-F-]{36}|/subscriptions/[^\s?]{10,400}|[a-z0-9]{4,24})\z")]
    private static partial Regex AnyId();
}
