using System.Text.Json.Nodes;

namespace TimescaleVpc.Engine.Transport;

/// <summary>One call of a JSON API.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="What">What the call is for, in words for an error.</param>
/// <param name="Path">The path below the API's base, a segment each.</param>
internal sealed record JsonCall(HttpMethod Method, string What, string[] Path)
{
    public JsonNode? Body { get; init; }

    /// <summary>Whether 404 means "not there" (null) instead of an error.</summary>
    public bool AbsentIsNull { get; init; }

    /// <summary>Whether it may change something.</summary>
    public bool Changes => Method != HttpMethod.Get;

    /// <summary>Whether the API says of this call that there is no such thing; a proxy's page does not tell.</summary>
    public bool IsAbsent(RefusedAnswer answer, JsonNode? json) =>
        AbsentIsNull && answer.Status == 404 && (json is JsonObject || string.IsNullOrWhiteSpace(answer.Body));

    /// <summary>Whether a failure with this status leaves open what became of the call.</summary>
    public bool MayBeDone(int status) => Changes && status is 408 or >= 500 and not 503;
}
