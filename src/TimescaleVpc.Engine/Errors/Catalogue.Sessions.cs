namespace TimescaleVpc.Engine.Errors;

/// <summary>Sign-in, sessions and the wire.</summary>
internal static partial class Catalogue
{
    public static readonly ErrorEntry NotConnected = new(ErrorKind.ResourceUnavailable,
        "There is no session in this runspace.",
        "Run Connect-Timescale first, or pass -Session.");

    public static readonly ErrorEntry SessionClosed = new(ErrorKind.InvalidOperation,
        "{0} was closed by Disconnect-Timescale.",
        "Run Connect-Timescale again and start from the first stage.");

    public static readonly ErrorEntry SessionMismatch = new(ErrorKind.InvalidArgument,
        "-Session names '{0}', but the piped object comes from '{1}'. One pipeline works in one session.",
        "Leave -Session out, or get the object again with that session.");

    public static readonly ErrorEntry TokenMissing = new(ErrorKind.AuthenticationError,
        "No token for the managed service was given, and neither AIVEN_TOKEN nor AIVEN_AUTH_TOKEN is set.",
        "Pass -Token (Get-Secret NAME), a SecureString or a PSCredential with the token as its password.");

    public static readonly ErrorEntry TokenRejected = new(ErrorKind.AuthenticationError,
        "The managed service does not take the token.",
        "Make a new token in the console (User information, Authentication) and run Connect-Timescale with it.");

    public static readonly ErrorEntry ProjectNotFound = new(ErrorKind.ObjectNotFound,
        "The token sees no project named '{0}'. It sees: {1}.",
        "Run Connect-Timescale -Project with one of these names.");

    public static readonly ErrorEntry ProjectAmbiguous = new(ErrorKind.InvalidArgument,
        "No project was named, and the token sees several: {0}.",
        "Add -Project with one of these names, or set AIVEN_PROJECT.");

    public static readonly ErrorEntry InsecureUrl = new(ErrorKind.InvalidArgument,
        "'{0}' is not an https address. Plain http is for loopback only, since a token travels in every request.",
        "Give an https address.");

    public static readonly ErrorEntry PlatformPermissionDenied = new(ErrorKind.PermissionDenied,
        "The managed service does not let this token do '{1}' (it needs {3}).",
        "Ask a project admin for the role 'admin' or 'operator' in the project, or use another token.");

    public static readonly ErrorEntry PlatformRejected = new(ErrorKind.InvalidArgument,
        "The managed service refused '{1}'.",
        "Correct what its message names and run the command again.");

    public static readonly ErrorEntry ServiceBusy = new(ErrorKind.ResourceUnavailable,
        "{0} answers '{1}' with status {2}, and it was asked as often as is safe.",
        "Wait a while and run the same command again; it goes on where it stopped.");

    public static readonly ErrorEntry Throttled = new(ErrorKind.LimitsExceeded,
        "{0} takes no more requests for now: it still answers '{1}' with status {2}.",
        "Wait some minutes and run the same command again; it goes on where it stopped. If it stays, run fewer "
        + "commands side by side, or ask the platform to raise the limit.");

    public static readonly ErrorEntry ConnectionLost = new(ErrorKind.ConnectionError,
        "The connection to {0} broke during '{1}' ({2}).",
        "Check the network or the proxy and run the same command again; it goes on where it stopped.");

    public static readonly ErrorEntry Redirected = new(ErrorKind.ConnectionError,
        "{0} answered '{1}' with status {2} and sends to {3}. No redirect is followed: the sign-in would go along.",
        "If the owner of {0} has moved it to that address, {4}, then run the same command again. Else something in "
        + "between has answered: look at the proxy, or at the sign-in page of the network.");

    public static readonly ErrorEntry AnswerOverLimit = new(ErrorKind.LimitsExceeded,
        "The answer of {0} to '{1}' has {2}; no answer of its API is like that. Reading was stopped.",
        "Check the address (-ApiUrl) and any proxy in between, then run the same command again; it goes on where it "
        + "stopped.");

    public static readonly ErrorEntry CertificateRejected = new(ErrorKind.AuthenticationError,
        "The certificate of {0} is not trusted, so '{1}' was not sent: {2}",
        "If your network inspects TLS, put its CA into this machine's trust store. Else check the address and this "
        + "computer's clock. The check cannot be switched off.");

    public static readonly ErrorEntry ProxyFailed = new(ErrorKind.ConnectionError,
        "The proxy {0} did not take '{1}' on to {2}: {3}.",
        "Check HTTPS_PROXY, HTTP_PROXY and NO_PROXY, or the system's proxy. With status 407 it wants a sign-in: "
        + "HTTPS_PROXY=http://user:password@host:port.");

    public static readonly ErrorEntry NameNotResolved = new(ErrorKind.ConnectionError,
        "The name {0} cannot be resolved, so '{1}' was not sent ({2}).",
        "Check the spelling of the address (-ApiUrl), DNS and the VPN, then run the same command again.");

    public static readonly ErrorEntry ForeignAddress = new(ErrorKind.InvalidResult,
        "{0} sends '{1}' on to {2}. Nothing was sent there: the sign-in is for {0} only.",
        "If the owner of {0} has moved it to that address, {3}, then run the same command again. Else something in "
        + "between has answered: look at the proxy.");

    public static readonly ErrorEntry UnreadableAnswer = new(ErrorKind.InvalidResult,
        "{0} answered '{1}' with status {2} and a body that is not what its API promises.",
        "Run the same command again; if it stays, check -ApiUrl and any proxy in between.");

    public static readonly ErrorEntry SandboxUserUnknown = new(ErrorKind.InvalidArgument,
        "The sandbox has no Azure user '{0}'. It has: {1}.",
        "Give one of these names to -SandboxUser.");

    public static readonly ErrorEntry SandboxServerUnreadable = new(ErrorKind.InvalidArgument,
        "'{0}' does not tell where a sandbox server is: {1}.",
        "Give what Start-VpcSandbox wrote, the file that the line of 'serve' went to, once it is there, or that line "
        + "as an object.");

    public static readonly ErrorEntry SandboxServerNotLocal = new(ErrorKind.InvalidArgument,
        "'{0}' is not an https address of this machine. A sandbox server is used on loopback only.",
        "Start the server on this machine and give what it writes then.");

    public static readonly ErrorEntry SandboxServerUnreachable = new(ErrorKind.ConnectionError,
        "No sandbox server can be used at {0}: {1}.",
        "Start it (again) with Start-VpcSandbox or 'serve' and give what it writes then: address, certificate and "
        + "token are new each time.");

    public static readonly ErrorEntry ConnectionFileStale = new(ErrorKind.ConnectionError,
        "The sandbox server of '{0}' has ended, or is not the one at {1} any more: {2}.",
        "Start one again, with Start-VpcSandbox -ConnectionFile or 'serve --connection-file', and connect with the "
        + "file that it writes; one of the same name is replaced.");

    public static readonly ErrorEntry SandboxPartRefused = new(ErrorKind.InvalidArgument,
        "{0} cannot be put into the sandbox: {1}.",
        "Correct it and run the command again; nothing was changed. It takes: {2}.");

    public static readonly ErrorEntry InvalidInput = new(ErrorKind.InvalidArgument,
        "'{0}' cannot be used as {1}.",
        "{2}");

    public static readonly ErrorEntry ContradictoryInput = new(ErrorKind.InvalidArgument,
        "{0} '{1}' was given, but {2} {3}. One of them is wrong.",
        "Correct the row or the parameters so that all of them name the same thing; nothing was changed.");

    public static readonly ErrorEntry TagRefused = new(ErrorKind.InvalidArgument,
        "The tag '{0}' cannot be set: {1}.",
        "Leave it out of -Tag, or give it another key or value; nothing was changed.");

    public static readonly ErrorEntry ControlCharacter = new(ErrorKind.InvalidArgument,
        "{0} holds the control character {1} after {2} characters. Only blanks and line breaks at its edge are "
            + "taken off.",
        "Look at where the text comes from, a file or a vault: it may hold more than one line.");

    public static readonly ErrorEntry UnexpectedError = new(ErrorKind.InvalidResult,
        "An unexpected {0} ended the work on this item. This is a defect of the module.",
        "Run the same command again; it goes on where it stopped. Please report it with the text of -Debug.");
}
