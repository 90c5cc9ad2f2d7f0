using TimescaleVpc.Engine.Errors;

namespace TimescaleVpc.Engine.Documents;

/// <summary>
/// A file that is written as a whole, beside its place and then into it: a reader, and a process that is killed, find
/// the old file or the new one. It is not written over another one unless that is forced.
/// </summary>
internal sealed class WholeFile(string path, bool force)
{
    /// <summary>Whether only its owner may read it.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>The error where it is there already.</summary>
    public ErrorEntry Exists { get; init; } = Catalogue.ReportExists;

    /// <summary>The error where it cannot be written.</summary>
    public ErrorEntry Failure { get; init; } = Catalogue.ReportNotWritten;

    /// <summary>Refuses a file that is there, before anything is asked or written.</summary>
    public void RequireFree()
    {
        if (!force && File.Exists(path)) throw Exists.For(path, path);
    }

    public void Write(string text)
    {
        try
        {
            var part = Path.Combine(
                Path.GetDirectoryName(path) ?? "", $".{Path.GetFileName(path)}.{Guid.NewGuid():n}.part");
            try
            {
                // Whatever has been forgotten to be made visible: a line stays a line.
                using (var file = Open(part, IsPrivate))
                    file.Write(string.Join('\n', text.Split('\n').Select(DisplayText.Of)));
                File.Move(part, path, force);
            }
            finally
            {
                Discard(part);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            // Between the look and the move another program may have made it.
            RequireFree();
            throw Failure.For(path, path, error.Message.TrimEnd('.'));
        }
    }

    /// <summary>Opens a new file; what is written to it is there at once.</summary>
    public static StreamWriter Open(string path, bool isPrivate)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Read,
        };
        if (isPrivate && !OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new StreamWriter(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), options)
        {
            AutoFlush = true,
        };
    }

    private static void Discard(string part)
    {
        try
        {
            File.Delete(part);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // What stopped the writing is the error that counts.
        }
    }
}
