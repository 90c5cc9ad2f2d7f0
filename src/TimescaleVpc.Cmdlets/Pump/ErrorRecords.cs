using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>Turns entries of the error catalogue into error records, and anything else into such an entry.</summary>
internal static class ErrorRecords
{
    internal static ErrorRecord From(Exception exception)
    {
        var error = exception as TimescaleVpcException ?? Unexpected(exception);
        return new ErrorRecord(error, error.ErrorId, Enum.Parse<ErrorCategory>(error.Kind.ToString()), error.Target)
        {
            ErrorDetails = new ErrorDetails(error.Message) { RecommendedAction = error.RecommendedAction },
        };
    }

    internal static TimescaleVpcException ConfirmationNeeded(string question, bool forceHelps) =>
        ConfirmationNeeded(question, forceHelps ? "Add -Force or -Confirm:$false." : "Add -Confirm:$false.");

    internal static TimescaleVpcException ConfirmationNeeded(string question, string action) => new(
        "ConfirmationNeeded",
        ErrorKind.InvalidOperation,
        $"Somebody must answer, and this host cannot ask: {question}",
        action);

    // The message of a foreign exception can hold an answer of a platform, or a secret; its type cannot.
    private static TimescaleVpcException Unexpected(Exception exception) => new(
        "UnexpectedError",
        ErrorKind.InvalidResult,
        $"An unexpected error, {exception.GetType().FullName}. This is a defect of TimescaleVpc; please report it.",
        "Run the same command again with -Debug and report what it shows; running it again is safe.");
}
