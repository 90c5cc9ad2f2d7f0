namespace TimescaleVpc.Engine.Errors;

/// <summary>Sandbox servers as processes.</summary>
internal static partial class Catalogue
{
    public static readonly ErrorEntry DotnetMissing = new(ErrorKind.ResourceUnavailable,
        "The sandbox server is a .NET program, and there is no '{0}' to run it: it was looked for in the folders of "
        + "PATH, then in DOTNET_ROOT.",
        "Install the ASP.NET Core Runtime 8 or later (https://dotnet.microsoft.com/download), or add the folder with "
        + "dotnet to PATH, and run the command again. Connect-Timescale -Sandbox needs no server.");

    public static readonly ErrorEntry DotnetRuntimeMissing = new(ErrorKind.ResourceUnavailable,
        "'{0}' cannot run the sandbox server: that takes Microsoft.NETCore.App and Microsoft.AspNetCore.App, both in "
        + "version 8 or later.",
        "See what it has with 'dotnet --list-runtimes', install the ASP.NET Core Runtime 8 or later "
        + "(https://dotnet.microsoft.com/download), and run the command again. Connect-Timescale -Sandbox needs no "
        + "server.");

    public static readonly ErrorEntry SandboxServerFailed = new(ErrorKind.ResourceUnavailable,
        "The sandbox server ended before it could be used: {0}.",
        "Correct the cause, for example a port that is already in use, and run the command again.");

    public static readonly ErrorEntry SandboxWorldNotServable = new(ErrorKind.InvalidArgument,
        "A sandbox server cannot serve this world: {0}.",
        "Make a world with New-VpcSandbox, start the server with Start-VpcSandbox -World, and give Connect-Timescale "
        + "the server with -SandboxServer, without -Sandbox or other parameters of a sandbox.");

    public static readonly ErrorEntry ConnectionFileRefused = new(ErrorKind.InvalidArgument,
        "The connection file '{0}' cannot be written: {1}.",
        "Give another file to -ConnectionFile, in an existing folder that you own.");

    public static readonly ErrorEntry SandboxServerTimeout = new(ErrorKind.OperationTimeout,
        "The sandbox server did not start within {0} and was stopped.",
        "Run the command again with a longer -Timeout.");

    public static readonly ErrorEntry SandboxServerNotStopped = new(ErrorKind.InvalidOperation,
        "The sandbox server at {0} was not stopped: {1}. Either another program answers there, or the server does not "
        + "end.",
        "Look at the process {2}. If it is the sandbox server, end it with Stop-Process -Id {2:arg}.");
}
