using System.Security.Cryptography;
using System.Text;

namespace TimescaleVpc.Sandbox.Server.Serving;

/// <summary>
/// The file with the server's public certificate. Without a configured path it is in the temporary folder and is
/// deleted with the server. A file that a killed server left behind is deleted by the next one: a running server keeps
/// its file locked, and the system releases the lock with the process, however it ends. A process id would prove
/// nothing.
/// </summary>
internal sealed class CertificateFile : IDisposable
{
    private const string Prefix = "timescalevpc-certificate-";
    private const string Suffix = ".pem";
    private const int Tries = 20;

    private readonly FileStream? hold;

    private CertificateFile(string path, FileStream? hold)
    {
        Path = path;
        this.hold = hold;
    }

    public string Path { get; }

    /// <param name="path">Where the user wants it, to stay; null takes a file of the server's own.</param>
    /// <param name="pem">The certificate.</param>
    /// <exception cref="IOException">It cannot be written; no part of it is left.</exception>
    /// <exception cref="UnauthorizedAccessException">As above.</exception>
    public static CertificateFile Write(string? path, string pem) =>
        path is null ? OwnIn(System.IO.Path.GetTempPath(), pem) : Named(path, pem);

    /// <summary>A file of the server's own; leftovers of dead servers in the folder are cleared.</summary>
    public static CertificateFile OwnIn(string folder, string pem)
    {
        for (var attempt = 1; ; attempt++)
        {
            var path = System.IO.Path.Combine(
                folder, Prefix + RandomNumberGenerator.GetHexString(16, lowercase: true) + Suffix);
            try
            {
                Put(path, pem, OwnOptions());
            }
            catch (IOException) when (attempt < Tries)
            {
                // Another server is checking whether the file is a leftover. A lasting problem fails again.
                continue;
            }

            if (TryHold(path) is { } hold)
            {
                if (IsHeld(path)) ClearLeftovers(folder);
                return new CertificateFile(path, hold);
            }

            // Another server has started at this moment, and took the file that was not locked yet for a leftover.
            if (attempt == Tries) throw new IOException($"Files in {folder} vanish as soon as they are written.");
        }
    }

    /// <summary>Records the file that must be deleted with it, if another server deletes it.</summary>
    public void Add(string note)
    {
        if (hold is null) return;
        using var file = new FileStream(Path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        file.Write(Encoding.UTF8.GetBytes(note));
    }

    public void Dispose()
    {
        if (hold is null) return;
        hold.Dispose();
        File.Delete(Path);
    }

    private static CertificateFile Named(string path, string pem)
    {
        Put(path, pem, new FileStreamOptions { Mode = FileMode.Create });
        return new CertificateFile(path, null);
    }

    private static FileStreamOptions OwnOptions()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    private static void Put(string path, string pem, FileStreamOptions options)
    {
        var isNew = !File.Exists(path);
        options.Access = FileAccess.Write;
        // No buffer: closing the file would retry the write that a full disk has refused.
        options.BufferSize = 0;
        using var file = File.Open(path, options);
        try
        {
            file.Write(Encoding.ASCII.GetBytes(pem + Environment.NewLine));
        }
        catch when (isNew)
        {
            // Half a certificate, on a full disk. What was there before us is not ours to delete.
            file.Dispose();
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Locks a file for writing; null if it is deleted or about to be.</summary>
    private static FileStream? TryHold(string path)
    {
        FileStream? hold = null;
        try
        {
            hold = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            if (File.Exists(path)) return hold;
        }
        catch (IOException)
        {
        }

        hold?.Dispose();
        return null;
    }

    /// <summary>Whether locks work: some file systems have none, and .NET can be configured not to use them.</summary>
    private static bool IsHeld(string path)
    {
        try
        {
            using var alone = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static void ClearLeftovers(string folder)
    {
        try
        {
            foreach (var path in Directory.EnumerateFiles(folder, $"{Prefix}*{Suffix}")) ClearUnlessHeld(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The folder cannot be read; a later start may be able to.
        }
    }

    private static void ClearUnlessHeld(string path)
    {
        try
        {
            // Deleted while it is locked: a server that is about to lock it then finds it deleted.
            using var leftover = new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.None, 1, FileOptions.DeleteOnClose);
            ConnectionFile.ClearOf(leftover);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A living server's, or another user's.
        }
    }
}
