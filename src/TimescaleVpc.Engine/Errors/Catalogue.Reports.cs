namespace TimescaleVpc.Engine.Errors;

/// <summary>Reports, recordings and their replay.</summary>
internal static partial class Catalogue
{
    public static readonly ErrorEntry ReportExists = new(ErrorKind.ResourceExists,
        "'{0}' is there already, and nothing was written.",
        "Add -Force to overwrite it, or give another -Path.");

    public static readonly ErrorEntry ReportNotWritten = new(ErrorKind.InvalidOperation,
        "'{0}' could not be written: {1}.",
        "Give a -Path in a folder that is there and that you may write to.");

    public static readonly ErrorEntry RecordingNotWritten = new(ErrorKind.InvalidOperation,
        "'{0}' cannot take a recording: {1}.",
        "Give -Record a new file, in a folder that is there and that you may write to; nothing was sent.");

    public static readonly ErrorEntry ReportUnreadable = new(ErrorKind.InvalidArgument,
        "'{0}' is no report that can be used: {1}.",
        "Give a file of Export-VpcReport, or of Connect-Timescale -Record.");

    public static readonly ErrorEntry NotReplayable = new(ErrorKind.InvalidOperation,
        "'{0}' cannot be replayed: {1}.",
        "Repeat what failed in a session that was opened with Connect-Timescale -Record, which keeps all of it.");

    public static readonly ErrorEntry NotRecorded = new(ErrorKind.ResourceUnavailable,
        "The recording has no answer for '{1}': {2}.",
        "Run the same cmdlets with the same objects as then; a recording answers nothing else.");

    public static readonly ErrorEntry RecordingCut = new(ErrorKind.ResourceUnavailable,
        "The recording has no answer for '{1}': {2}. Its last requests may be missing, since {3}.",
        "Replay what came before; or repeat what failed with Connect-Timescale -Record, then Disconnect-Timescale.");
}
