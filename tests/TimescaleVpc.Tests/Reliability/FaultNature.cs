using System.Text.RegularExpressions;

namespace TimescaleVpc.Tests.Reliability;

/// <summary>The effect of a fault on a run, and so the errors in which it may end.</summary>
/// <param name="IsPassing">Whether the same request may do well a moment later.</param>
/// <param name="Errors">The errors that fit.</param>
internal sealed partial record FaultNature(bool IsPassing, Regex Errors)
{
    private static readonly string[] PassingCodes =
        ["Throttling", "RequestLimitExceeded", "ServiceUnavailable", "TooManyRequests", "AnotherOperationInProgress"];

    /// <summary>The platform is busy, or the way to it is broken.</summary>
    private static readonly FaultNature Passing = new(true, Busy());

    /// <summary>The same with a proxy's error page, which may be taken for a response of the platform.</summary>
    private static readonly FaultNature PassingPage = new(true, BusyPage());

    /// <summary>The platform or a proxy refuses.</summary>
    private static readonly FaultNature Refusal = new(false, Refused());

    /// <summary>The work may be done, and the answer says nothing.</summary>
    private static readonly FaultNature Spoilt = new(false, NotBusy());

    public static FaultNature Of(SandboxFault fault) =>
        fault.Status is 429 or >= 500 || PassingCodes.Contains(fault.Code)
            ? fault.Wire == "None" ? Passing : PassingPage
        : fault.Status > 0 ? Refusal
        : fault.Wire is "LoseRequest" or "LoseReply" || fault.Delay > TimeSpan.Zero ? Passing : Spoilt;

    public bool MayEndIn(string errorId) => Errors.IsMatch(errorId);

    /// <summary>A wait that sees nothing ends in its own error, and a service that cannot be moved goes back.</summary>
    private const string Else = "|.*Timeout|ServiceLeftPublic|ServiceMovedBack)$";

    [GeneratedRegex("^(Throttled|ServiceBusy|AzureBusy|ConnectionLost" + Else)]
    private static partial Regex Busy();

    [GeneratedRegex("^(Throttled|ServiceBusy|ConnectionLost|UnreadableAnswer" + Else)]
    private static partial Regex BusyPage();

    [GeneratedRegex("^(.*Rejected|.*Denied|.*Refused|.*Forbidden|.*SignInFailed|.*Expired|.*Taken|.*NotFound|.*Missing"
        + "|.*Elsewhere|.*Unauthorized|UnreadableAnswer|.*Needed|.*Unknown" + Else)]
    private static partial Regex Refused();

    [GeneratedRegex("^(?!Throttled|ServiceBusy|ConnectionLost|UnexpectedError)")]
    private static partial Regex NotBusy();
}
