using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Principal;
using System.Text;

namespace TimescaleVpc.Sandbox.Server.Serving;

/// <summary>
/// The file by which another process of the same user connects to a server: address, pin of the certificate and token.
/// Only its owner can read it, it is written atomically, and it is deleted with the server, which keeps it locked. The
/// file of a killed server is deleted with its certificate by the next start, wherever it is.
/// </summary>
internal sealed class ConnectionFile : IDisposable
{
    private const string Note = "connection: ";
    private const int LongestNote = 64 * 1024;

    private readonly FileStream hold;
    private readonly string text;

    private ConnectionFile(string path, string text, FileStream hold)
    {
        Path = path;
        this.text = text;
        this.hold = hold;
    }

    public string Path { get; }

    /// <exception cref="IOException">It cannot be written; an existing file is unchanged.</exception>
    /// <exception cref="UnauthorizedAccessException">As above.</exception>
    public static ConnectionFile Write(string path, SandboxServer server)
    {
        RequireFree(path);
        var text = server.ToJson() + Environment.NewLine;
        var draft = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(path)!,
            $".{System.IO.Path.GetFileName(path)}.{RandomNumberGenerator.GetHexString(8, lowercase: true)}");
        try
        {
            using (var file = OperatingSystem.IsWindows() ? CreateOnWindows(draft) : CreateOnUnix(draft))
                file.Write(Encoding.UTF8.GetBytes(text));
            File.Move(draft, path, overwrite: true);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }

        return new ConnectionFile(
            path, text, new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete));
    }

    /// <summary>
    /// The note in a certificate's file that names the connection file, so that both are cleaned up together.
    /// </summary>
    public static string NoteOf(string path) => $"{Note}{path}{Environment.NewLine}";

    /// <summary>Deletes the connection file of an ended server, if its certificate's file names one.</summary>
    public static void ClearOf(FileStream certificate)
    {
        if (certificate.Length > LongestNote) return;
        using var reader = new StreamReader(certificate);
        var text = reader.ReadToEnd();
        var path = text.Split('\n').FirstOrDefault(line => line.StartsWith(Note, StringComparison.Ordinal))?
            [Note.Length..].Trim();
        try
        {
            if (!File.Exists(path)) return;
            using var formerCertificate = X509Certificate2.CreateFromPem(text);
            // A file that belongs to another server by now, or any other file, is left alone.
            if (SandboxServer.Parse(File.ReadAllText(path)).Pin == PinOf(formerCertificate)) File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException
            or CryptographicException)
        {
        }
    }

    public static string PinOf(X509Certificate2 certificate) => certificate.GetCertHashString(HashAlgorithmName.SHA256);

    public void Dispose()
    {
        hold.Dispose();
        try
        {
            if (File.Exists(Path) && File.ReadAllText(Path) == text) File.Delete(Path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The folder is read-only by now. The file is of no use to a client: the server has ended.
        }
    }

    /// <summary>Whether there is no file, or only that of an ended server.</summary>
    private static void RequireFree(string path)
    {
        if (Directory.Exists(path)) throw new IOException($"'{path}' is a folder.");
        if (!File.Exists(path)) return;
        try
        {
            using var alone = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None);
            using var reader = new StreamReader(alone);
            SandboxServer.Parse(reader.ReadToEnd());
        }
        catch (FormatException)
        {
            throw new IOException($"'{path}' holds something else.");
        }
        catch (IOException)
        {
            throw new IOException($"'{path}' belongs to a server that runs.");
        }
    }

    [UnsupportedOSPlatform("windows")]
    private static FileStream CreateOnUnix(string path)
    {
        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0, UnixCreateMode = OwnerOnly,
        });
        return Private(file, path, () => File.GetUnixFileMode(file.SafeFileHandle) == OwnerOnly);
    }

    [SupportedOSPlatform("windows")]
    private static FileStream CreateOnWindows(string path)
    {
        using var identity = WindowsIdentity.GetCurrent();
        var owner = identity.User!;
        var rights = new FileSecurity();
        rights.SetOwner(owner);
        // Nothing comes from the folder.
        rights.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        rights.AddAccessRule(new FileSystemAccessRule(owner, FileSystemRights.FullControl, AccessControlType.Allow));
        // The access rights apply from the start: they are passed to the system together with the name.
        var file = new FileInfo(path).Create(
            FileMode.CreateNew, FileSystemRights.Write | FileSystemRights.ReadPermissions, FileShare.None, 4096,
            FileOptions.None, rights);
        return Private(file, path, () => IsOf(owner, file.GetAccessControl()));
    }

    /// <summary>Whether access rights allow this user only.</summary>
    [SupportedOSPlatform("windows")]
    private static bool IsOf(SecurityIdentifier owner, FileSecurity rights) =>
        rights.AreAccessRulesProtected && owner.Equals(rights.GetOwner(typeof(SecurityIdentifier)))
        && rights.GetAccessRules(true, true, typeof(SecurityIdentifier)) is { Count: 1 } rules
        && rules[0] is FileSystemAccessRule rule && rule.AccessControlType == AccessControlType.Allow
            && owner.Equals(rule.IdentityReference);

    /// <summary>
    /// Checks that only the owner can read the file, before the token is written: some file systems ignore access
    /// rights.
    /// </summary>
    internal static FileStream Private(FileStream file, string path, Func<bool> isPrivate)
    {
        try
        {
            if (isPrivate()) return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }

        file.Dispose();
        var folder = System.IO.Path.GetDirectoryName(path);
        throw new IOException($"'{folder}' lies on a file system that does not keep others from reading a file.");
    }
}
