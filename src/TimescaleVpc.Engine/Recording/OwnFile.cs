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

    public static void Write(string path, string json)
    {
        using var file = Open(path, FileMode.Create);
        file.Write(JsonText.Visible(json));
    }
}
