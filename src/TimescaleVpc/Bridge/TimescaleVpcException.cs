namespace TimescaleVpc;

/// <summary>
/// The only exception that leaves the module. It carries an entry of the error catalogue, never an SDK's type nor a
/// response body.
/// </summary>
public sealed class TimescaleVpcException : Exception
{
    internal TimescaleVpcException(
        string errorId, ErrorKind kind, string message, string recommendedAction, object? target = null)
        : base(DisplayText.Of(message))
    {
        ErrorId = errorId;
        Kind = kind;
        RecommendedAction = DisplayText.Of(recommendedAction);
        RawTarget = target;
    }

    /// <summary>The stable id of the error, the part of FullyQualifiedErrorId before the comma.</summary>
    public string ErrorId { get; }

    /// <summary>The next step, with the command where there is one.</summary>
    public string RecommendedAction { get; }

    /// <summary>
    /// The name or id of what the error is about, as the message shows it; the record that is the error's TargetObject
    /// has the value itself.
    /// </summary>
    public object? Target => RawTarget switch
    {
        string text => DisplayText.Of(text),
        { } thing when !thing.GetType().IsVisible => ILabelled.Known(thing) is { } name ? DisplayText.Of(name) : null,
        _ => RawTarget,
    };

    internal object? RawTarget { get; }

    /// <summary>The platform's refusal; null if no platform refused.</summary>
    public PlatformRefusal? Refusal { get; internal set; }

    internal ErrorKind Kind { get; }

    /// <summary>
    /// The rights that the same sign-in needs for what was to follow, beside those that the message names; null where
    /// that was not looked into.
    /// </summary>
    internal IReadOnlyList<string>? AlsoNeeded { get; init; }

    /// <summary>The ids that the work had found when it failed.</summary>
    internal ErrorSubject? Subject { get; private init; }

    /// <summary>The same error of one item's work; several items may have met it together.</summary>
    internal TimescaleVpcException About(ErrorSubject subject) =>
        With(RecommendedAction, Subject ?? subject, AlsoNeeded);

    /// <summary>The same error with more to its next step.</summary>
    internal TimescaleVpcException Advising(string more) =>
        With($"{RecommendedAction} {more}", Subject, AlsoNeeded);

    /// <summary>The same error, knowing which rights are needed beside.</summary>
    internal TimescaleVpcException AlsoNeeding(IReadOnlyList<string> rights) =>
        With(RecommendedAction, Subject, rights);

    private TimescaleVpcException With(
        string recommendedAction, ErrorSubject? subject, IReadOnlyList<string>? alsoNeeded) =>
        new(ErrorId, Kind, Message, recommendedAction, RawTarget)
        {
            Refusal = Refusal, Subject = subject, AlsoNeeded = alsoNeeded,
        };
}
