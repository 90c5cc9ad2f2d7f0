namespace TimescaleVpc.Engine.Errors;

/// <summary>Reports, recordings and their replay.</summary>
internal static partial class Catalogue
{
    public static readonly ErrorEntry ReportExists = new(ErrorKind.ResourceExists,
        "'{0}' already exists. Nothing was written.",
        "Add -Force to overwrite it, or give another -Path.");

    public static readonly ErrorEntry ReportNotWritten = new(ErrorKind.InvalidOperation,
        "'{0}' could not be written: {1}.",
        "Give a -Path in an existing folder that you may write to.");

    public static readonly ErrorEntry RecordingNotWritten = new(ErrorKind.InvalidOperation,
        "The recording cannot be written to '{0}': {1}. Nothing was sent.",
        "Give a new file to -Record, in an existing folder that you may write to.");

    public static readonly ErrorEntry ReportUnreadable = new(ErrorKind.InvalidArgument,
        "'{0}' is not a usable report: {1}.",
        "Give a file that Export-VpcReport or Connect-Timescale -Record has written.");

    public static readonly ErrorEntry NotReplayable = new(ErrorKind.InvalidOperation,
        "'{0}' cannot be replayed: {1}.",
        "Run Connect-Timescale -Record FILE, which keeps all requests of the session. Repeat the commands that "
        + "failed, then run Disconnect-Timescale.");

    public static readonly ErrorEntry NotRecorded = new(ErrorKind.ResourceUnavailable,
        "The recording has no answer for '{1}': {2}. A replay can only answer the requests that were recorded.",
        "Run the same cmdlets with the same objects, in the same order, as when the recording was made.");

    public static readonly ErrorEntry RecordingCut = new(ErrorKind.ResourceUnavailable,
        "The recording has no answer for '{1}': {2}. Its last requests may be missing, since {3}.",
        "In the replay, run only the commands that came before the missing requests. To make a complete recording, "
        + "run Connect-Timescale -Record FILE, repeat the commands that failed, then run Disconnect-Timescale.");
}
