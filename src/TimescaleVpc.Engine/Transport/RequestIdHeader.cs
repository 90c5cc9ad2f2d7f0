namespace TimescaleVpc.Engine.Transport;

/// <summary>The header with the number under which a platform's support finds a request.</summary>
internal static class RequestIdHeader
{
    private static readonly string[] Names =
        ["x-ms-request-id", "request-id", "x-request-id", "x-amzn-requestid", "x-amz-request-id", "x-correlation-id"];

    /// <summary>That of an answer; null if it has none.</summary>
    public static (string Name, string Value)? In(HttpResponseMessage response) =>
        In(name => response.Headers.TryGetValues(name, out var values) ? values.First() : null);

    /// <summary>The first such header that an answer has; null if it has none.</summary>
    /// <param name="header">A header's value by its name; null if it is not there.</param>
    public static (string Name, string Value)? In(Func<string, string?> header)
    {
        foreach (var name in Names)
            if (header(name) is { } value && !string.IsNullOrWhiteSpace(value)) return (name, value);
        return null;
    }
}
