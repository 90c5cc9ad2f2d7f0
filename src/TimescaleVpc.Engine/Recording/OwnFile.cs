using System.Text;

namespace TimescaleVpc.Engine.Recording;

/// <summary>Files of JSON, for their owner's eyes only.</summary>
internal static class OwnFile
{
    public static StreamWriter Open(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new StreamWriter(path, new UTF8Encoding(false), options) { AutoFlush = true };
    }

    /// <summary>
    /// Writes it beside its place and then moves it there: a process that is killed leaves a whole file or none.
    /// </summary>
    public static void Write(string path, string json)
    {
        var part = path + ".part";
        // Left by a process that was killed, perhaps with other rights.
        File.Delete(part);
        using (var file = Open(part, FileMode.CreateNew)) file.Write(JsonText.Visible(json));
        File.Move(part, path, overwrite: true);
    }
}
