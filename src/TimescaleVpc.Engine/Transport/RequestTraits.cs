namespace TimescaleVpc.Engine.Transport;

/// <summary>Properties of a request that its method and address do not show, from the client to the wire.</summary>
/// <param name="MayRepeat">Whether a second sending does no harm, if it is not known what became of the first.</param>
internal sealed record RequestTraits(bool MayRepeat)
{
    private static readonly HttpRequestOptionsKey<RequestTraits> Key = new("TimescaleVpc.RequestTraits");

    public static readonly RequestTraits Idempotent = new(MayRepeat: true);

    private static readonly RequestTraits Change = new(MayRepeat: true) { Changes = true };

    private static readonly RequestTraits Once = new(MayRepeat: false) { Changes = true };

    /// <summary>Whether it may change something.</summary>
    public bool Changes { get; init; }

    /// <summary>The name of what is asked, for the log; null where method and path say it.</summary>
    public string? Action { get; init; }

    /// <summary>The form of the ids in its body and its answer; null where path and members name them.</summary>
    public Regex? FormOfIds { get; init; }

    /// <summary>
    /// Whether a refusal, by its status and body, says "too many requests" in words of its own; null if status 429
    /// alone does. Such a request was not carried out and is repeated whatever it is.
    /// </summary>
    public Func<int, string, bool>? IsThrottled { get; init; }

    /// <summary>
    /// The traits of a request: those that its client has set, otherwise those that HTTP gives to its method.
    /// </summary>
    public static RequestTraits Of(HttpRequestMessage request) =>
        request.Options.TryGetValue(Key, out var traits) ? traits
        : request.Method == HttpMethod.Post || request.Method == HttpMethod.Patch ? Once
        : request.Method == HttpMethod.Put || request.Method == HttpMethod.Delete ? Change : Idempotent;

    public void SetOn(HttpRequestMessage request) => request.Options.Set(Key, this);
}
