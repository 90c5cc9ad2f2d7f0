using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Aws;

/// <summary>
/// The call that the SDK is making. All are a POST to the same path, so only the call itself knows its action and
/// whether it may be repeated. It follows the asynchronous flow, because the SDK makes the HTTP request by itself.
/// </summary>
internal static partial class AwsCall
{
    private static readonly AsyncLocal<RequestTraits?> Flow = new();

    /// <summary>The traits of the current call for the wire; null outside of a call.</summary>
    public static RequestTraits? Current => Flow.Value;

    /// <summary>Begins a call. It ends where the asynchronous method ends that has begun it.</summary>
    /// <param name="action">The action, as in <c>CreateRoute</c>.</param>
    /// <param name="mayRepeat">Whether it ends in the same state when it is done twice.</param>
    /// <param name="changes">Whether it may change something.</param>
    public static void Begin(string action, bool mayRepeat, bool changes) =>
        Flow.Value = new(mayRepeat)
        {
            Action = action, Changes = changes, IsThrottled = AwsThrottling.IsAnswer, FormOfIds = Id(),
        };

    [GeneratedRegex(@"\b(?:vpc|pcx|rtb|sg|sgr|eni|subnet)-[0-9a-f]{8}(?:[0-9a-f]{9})?\b")]
    private static partial Regex Id();
}
