namespace TimescaleVpc.Engine.Transport;

/// <summary>
/// The ids of the things that a request changes, for the record of a step. Only what has the form of an id is taken, so
/// that no other value of a body is kept.
/// </summary>
internal static partial class ChangedIds
{
    /// <summary>The members of an answer that name what was made.</summary>
    private static readonly string[] Members = ["id", "appId", "project_vpc_id"];

    /// <summary>The path, which names the thing; where it is the same for all, the ids in the body.</summary>
    public static async Task<string[]> OfAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        if (RequestTraits.Of(request).FormOfIds is not { } form)
            return [Uri.UnescapeDataString(request.RequestUri!.AbsolutePath)];
        return request.Content is null ? []
            : Found(Uri.UnescapeDataString(await request.Content.ReadAsStringAsync(cancel)), form);
    }

    /// <summary>The ids that an answer gives to what was made.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="form">The form of its ids; null where members name them.</param>
    /// <param name="cancel">Stops the reading.</param>
    public static async Task<string[]> OfAsync(HttpResponseMessage response, Regex? form, CancellationToken cancel)
    {
        var text = await response.Content.ReadAsStringAsync(cancel);
        if (form is not null) return Found(text, form);
        return Json.Parse(text) is not JsonObject answer ? []
            : [.. Members.Select(answer.Text).OfType<string>().Where(id => AnyId().IsMatch(id)).Distinct()];
    }

    private static string[] Found(string text, Regex form) =>
        [.. form.Matches(text).Select(match => match.Value).Distinct()];

    /// <summary>A GUID, an ARM id, or the short ids of Timescale Cloud.</summary>
    [GeneratedRegex(@"\A(?:[0-9a-fA-F-]{36}|/subscriptions/[^\s?]{10,400}|[a-z0-9]{4,24})\z")]
    private static partial Regex AnyId();
}
