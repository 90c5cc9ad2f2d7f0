namespace TimescaleVpc.Engine.Errors;

/// <summary>Runbooks.</summary>
internal static partial class Catalogue
{
    public static readonly ErrorEntry RunbookExists = new(ErrorKind.ResourceExists,
        "'{0}' already exists. Nothing was written.",
        "Add -Force to overwrite it, or give another -Path.");

    public static readonly ErrorEntry RunbookNotWritten = new(ErrorKind.InvalidOperation,
        "'{0}' could not be written: {1}",
        "Give a -Path in an existing folder that you may write to.");
}
