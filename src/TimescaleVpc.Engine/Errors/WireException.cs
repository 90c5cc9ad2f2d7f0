namespace TimescaleVpc.Engine.Errors;

/// <summary>
/// A request that was not sent, or whose response is not accepted. It passes through the SDKs unchanged, since they
/// repeat errors that look like a broken connection; each client reports it in the catalogue's words.
/// </summary>
/// <param name="entry">The error; its words take the host, what was asked, and then the details.</param>
/// <param name="host">The host that failed.</param>
/// <param name="details">What else the error's words take.</param>
internal sealed class WireException(ErrorEntry entry, string host, params string[] details)
    : Exception($"{entry.Id}: {host} {string.Join(' ', details)}")
{
    /// <summary>Under which an exception of the network holds what it means.</summary>
    public const string Key = "TimescaleVpc.Wire";

    public string ErrorId => entry.Id;

    /// <summary>What its words take, after the host and what was asked.</summary>
    public IReadOnlyList<string> Details => details;

    /// <summary>Whether the same request may succeed a moment later.</summary>
    public bool MayRepeat { get; init; }

    /// <summary>Whether the request may have been carried out all the same.</summary>
    public bool MayBeDone { get; init; }

    /// <summary>The one that is behind an error of an SDK; null if there is none.</summary>
    public static WireException? In(Exception? error) => error switch
    {
        null => null,
        WireException wire => wire,
        _ when error.Data[Key] is WireException wire => wire,
        AggregateException many => many.InnerExceptions.Select(In).FirstOrDefault(exception => exception is not null),
        _ => In(error.InnerException),
    };

    /// <summary>
    /// Whether a request ended without an answer: something on the way failed, or its time was over. That the work was
    /// cancelled is another matter.
    /// </summary>
    public static bool IsLost(Exception error, CancellationToken cancel) =>
        In(error) is not null || error is HttpRequestException or IOException
        || error is OperationCanceledException && !cancel.IsCancellationRequested;

    /// <summary>The exception of a client for a request without a response.</summary>
    /// <param name="error">What came out of the wire or of an SDK above it.</param>
    /// <param name="target">What the error is about.</param>
    /// <param name="host">The host of the request.</param>
    /// <param name="what">What was asked.</param>
    /// <param name="changes">Whether the request would have changed something.</param>
    public static Exception Report(Exception error, object? target, string host, string what, bool changes)
    {
        var wire = In(error);
        var report = wire?.ToError(target, what)
            ?? Catalogue.ConnectionLost.For(target, host, what, Reason(error));
        return changes && wire is null or { MayBeDone: true } ? new UnknownOutcomeException(report) : report;
    }

    /// <summary>The catalogue's words.</summary>
    public TimescaleVpcException ToError(object? target, string what) => entry.For(target, [host, what, .. details]);

    private static string Reason(Exception error) =>
        error is OperationCanceledException ? "no answer in time" : error.GetBaseException().GetType().Name;
}
