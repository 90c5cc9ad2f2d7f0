using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>Turns entries of the error catalogue into error records, and anything else into such an entry.</summary>
internal static class ErrorRecords
{
    /// <param name="exception">What was thrown.</param>
    /// <param name="input">The pipeline object that was worked on.</param>
    internal static ErrorRecord From(Exception exception, object? input = null)
    {
        var error = exception as TimescaleVpcException ?? Unexpected(exception);
        var target = Subject(error, input);
        AddData(error, target);
        return new ErrorRecord(error, error.ErrorId, Enum.Parse<ErrorCategory>(error.Kind.ToString()), target)
        {
            // PowerShell's usual view shows message and recommendation, and the id nowhere: it is the word to look up.
            ErrorDetails = new ErrorDetails(error.Message)
            {
                RecommendedAction = $"{error.RecommendedAction} (ErrorId: {error.ErrorId})",
            },
        };
    }

    /// <summary>Adds the ids in full to the exception, for code that has no error record.</summary>
    private static void AddData(TimescaleVpcException error, ErrorSubject subject)
    {
        foreach (var (name, value) in new[]
        {
            ("ErrorId", error.ErrorId), ("Target", error.RawTarget is string text ? text : null),
            ("VpcId", subject.VpcId), ("VNetId", subject.VNetId), ("AwsVpcId", subject.AwsVpcId),
            ("Service", subject.Service),
        })
        {
            if (!string.IsNullOrEmpty(value)) error.Data[name] = value;
        }
    }

    /// <summary>One form for all: the object that the work had found, otherwise the values of the input.</summary>
    private static ErrorSubject Subject(TimescaleVpcException error, object? input)
    {
        var row = Row.Of(input)?.Names;
        var subject = error.Subject ?? new ErrorSubject();
        return subject with
        {
            Name = ILabelled.Known(error.RawTarget) ?? (subject.Name.Length > 0 ? subject.Name : Name(input)),
            ErrorId = error.ErrorId,
            Message = error.Message,
            VpcId = subject.VpcId ?? row?["VpcId"],
            VNetId = subject.VNetId ?? row?["VNetId"],
            AwsVpcId = subject.AwsVpcId ?? row?["AwsVpcId"],
            Service = subject.Service ?? row?["Service"],
            InputObject = input,
        };
    }

    /// <summary>The pipeline object in one word: its own, or the column of a row that says most.</summary>
    private static string Name(object? input) => Row.Bare(input) is ILabelled record ? record.Label
        : Row.Scalar(input) ?? (Row.Of(input) is { } row
            ? row.VNet ?? row.AwsVpc ?? row.Names["Service"] ?? row.Names["ServiceId"] ?? row.Vpc : null) ?? "";

    internal static TimescaleVpcException ConfirmationNeeded(string question, bool forceHelps) =>
        ConfirmationNeeded(question, forceHelps ? "Add -Confirm:$false, or -Force for this question only."
            : "Add -Confirm:$false, which answers yes to every question of this command.");

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
        "Run the same command again, which is safe. Report the defect with the file that Export-VpcReport writes.");
}
