using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Runtime.Loader;
using System.Security.Authentication;
using System.Security.Cryptography;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Recording;

namespace TimescaleVpc.Engine.Sessions;

/// <summary>
/// The simulated clouds that a session is opened on. They are loaded by name: the engine knows what scripts see of
/// them, and nothing else.
/// </summary>
internal static class SandboxWorlds
{
    private const int UsualSeed = 1;

    /// <summary>The world of another session, a server's, or a new one; null for a real session.</summary>
    public static VpcSandbox? For(ConnectRequest request) => request switch
    {
        { World: { } world } => world,
        { Replay: { } file } => Replay(file),
        { Server: { } server } => Join(Read(server), failure: null, server.File),
        { Sandbox: true } => Make(request.Seed, isEmpty: false),
        _ => null,
    };

    /// <summary>A world that answers as it was recorded.</summary>
    private static ReplayWorld Replay(string file)
    {
        var run = ReportFile.Read(file);
        if (run.NotReplayable is { } reason) throw Catalogue.NotReplayable.For(file, file, reason);
        if (!IsWhole(run.Session))
            throw Catalogue.ReportUnreadable.For(file, file, "what it says of its session is damaged");
        return new ReplayWorld(run, Make(seed: null, isEmpty: true));
    }

    /// <summary>Whether a session can have been so. A file may have been edited by hand.</summary>
    private static bool IsWhole(RecordedSession session) => session.Platforms is { Count: > 0 }
        && !session.Platforms.Except(PlatformNames.All).Any()
        && new[] { session.ApiUrl, session.TigerUrl }.All(text => text is null
            || Uri.TryCreate(text, UriKind.Absolute, out var url)
                && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp));

    /// <summary>A new world.</summary>
    public static VpcSandbox Make(int? seed, bool isEmpty) => Make("SandboxWorld", seed ?? UsualSeed, isEmpty);

    /// <summary>The server that is meant: the object that was given, or what the file says.</summary>
    public static SandboxServer Read(SandboxServerRef serverRef)
    {
        if (serverRef.Server is { } server) return server;
        try
        {
            return SandboxServer.Parse(File.ReadAllText(serverRef.File!));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException)
        {
            throw Catalogue.SandboxServerUnreadable.For(serverRef, serverRef, error.Message);
        }
    }

    /// <summary>
    /// The world of a server, which thereby proves to be that server: it has its certificate and token.
    /// </summary>
    /// <param name="server">The server.</param>
    /// <param name="failure">The error if none answers; it gets address, reason and process.</param>
    /// <param name="file">The file that says where it is, which may be one that a dead server left.</param>
    public static VpcSandbox Join(SandboxServer server, ErrorEntry? failure = null, string? file = null)
    {
        // Never anything but this machine: the session then sends the sandbox's well-known passwords there.
        if (server.Uri.Scheme != Uri.UriSchemeHttps || !server.Uri.IsLoopback)
            throw Catalogue.SandboxServerNotLocal.For(server, server.Uri);
        try
        {
            return Make("RemoteWorld", server);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or CryptographicException
            or UnauthorizedAccessException or OperationCanceledException)
        {
            throw file is not null
                ? Catalogue.ConnectionFileStale.For(file, file, server.Uri, Reason(error))
                : (failure ?? Catalogue.SandboxServerUnreachable).For(
                    server, server.Uri, Reason(error), server.ProcessId);
        }
    }

    private static string Reason(Exception error) => error.InnerException is AuthenticationException
        ? "its certificate is not the trusted one" : error.Message.TrimEnd('.');

    private static VpcSandbox Make(string name, params object[] arguments)
    {
        var context = AssemblyLoadContext.GetLoadContext(typeof(SandboxWorlds).Assembly)!;
        var assembly = context.LoadFromAssemblyName(new AssemblyName("TimescaleVpc.Sandbox"));
        var type = assembly.GetType($"TimescaleVpc.Sandbox.{name}", throwOnError: true)!;
        try
        {
            return (VpcSandbox)Activator.CreateInstance(type, arguments)!;
        }
        catch (TargetInvocationException error) when (error.InnerException is { } cause)
        {
            ExceptionDispatchInfo.Throw(cause);
            throw;
        }
    }
}
