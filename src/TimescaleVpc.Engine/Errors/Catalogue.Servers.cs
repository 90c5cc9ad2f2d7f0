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
        "Correct what is named, such as a port that is taken, and run the command again.");

    public static readonly ErrorEntry SandboxWorldNotServable = new(ErrorKind.InvalidArgument,
        "A server cannot play this world, since {0}.",
        "Make a world with New-VpcSandbox, start the server with it, and connect to the server only.");

    public static readonly ErrorEntry ConnectionFileRefused = new(ErrorKind.InvalidArgument,
        "The connection file '{0}' cannot be written: {1}.",
        "Name another file with -ConnectionFile, in a folder that is there and yours.");

    public static readonly ErrorEntry SandboxServerTimeout = new(ErrorKind.OperationTimeout,
        "The sandbox server did not start within {0}; it was ended.",
        "Run the command again with a longer -Timeout.");

    public static readonly ErrorEntry SandboxServerNotStopped = new(ErrorKind.InvalidOperation,
        "What answers at {0} was not stopped, since it does not prove to be the sandbox server that was meant, or does "
        + "not end: {1}.",
        "Look at the process {2}, and end it yourself if it is the server.");
}
