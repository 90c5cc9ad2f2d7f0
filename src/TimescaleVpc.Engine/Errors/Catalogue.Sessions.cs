using TimescaleVpc.Engine.Steps;

namespace TimescaleVpc.Engine.Errors;

/// <summary>Sign-in, sessions and the wire.</summary>
internal static partial class Catalogue
{
    public static readonly ErrorEntry NotConnected = new(ErrorKind.ResourceUnavailable,
        "There is no session in this runspace.",
        "Run Connect-Timescale, and the whole pipeline again from its first cmdlet. Or add -Session.");

    public static readonly ErrorEntry SessionClosed = new(ErrorKind.InvalidOperation,
        "The session {0} was closed by Disconnect-Timescale.",
        "Run Connect-Timescale, and the whole pipeline again from its first cmdlet: objects of a closed session cannot "
        + "be used.");

    public static readonly ErrorEntry SessionMismatch = new(ErrorKind.InvalidArgument,
        "-Session names '{0}', but the piped object comes from '{1}'. All cmdlets of a pipeline must use one session.",
        "Leave -Session out, or get the object again with that session.");

    public static readonly ErrorEntry TokenMissing = new(ErrorKind.AuthenticationError,
        "No token for Managed Service for TimescaleDB was given, and neither AIVEN_TOKEN nor AIVEN_AUTH_TOKEN is set.",
        "Add -Token to Connect-Timescale, with a SecureString, a PSCredential that has the token as its password, or "
        + "(Get-Secret NAME).");

    public static readonly ErrorEntry TokenRejected = new(ErrorKind.AuthenticationError,
        "Managed Service for TimescaleDB rejected the token.",
        "Check that the token is complete, not expired, and of Managed Service for TimescaleDB. Otherwise make a new "
        + "token in its console (User information, Authentication). Then run Connect-Timescale -Token, and the whole "
        + "pipeline again from its first cmdlet.");

    public static readonly ErrorEntry ProjectNotFound = new(ErrorKind.ObjectNotFound,
        "The token sees no project named '{0}'. It sees: {1}.",
        "Give one of these names to Connect-Timescale -Project.");

    public static readonly ErrorEntry ProjectAmbiguous = new(ErrorKind.InvalidArgument,
        "No project was named, and the token sees several: {0}.",
        "Add -Project with one of these names to Connect-Timescale, or set AIVEN_PROJECT.");

    public static readonly ErrorEntry InsecureUrl = new(ErrorKind.InvalidArgument,
        "'{0}' is not an https address. Plain http is allowed only to this computer (loopback), since every request "
        + "carries a token.",
        "Give an https address.");

    public static readonly ErrorEntry RefusalUnknown = new(ErrorKind.InvalidResult,
        "{0} refused '{1}' with {2}.",
        "Look into {3}, correct it, and run the same command again: it continues where it stopped. If the error "
        + "returns, ask the support of {0}: -Verbose shows the id of the request.");

    public static readonly ErrorEntry PlatformPermissionDenied = new(ErrorKind.PermissionDenied,
        "Managed Service for TimescaleDB does not let this token do '{1}' (it needs {3}).",
        "Ask an administrator of the project for the role 'admin' or 'operator', then run the same command again. Or "
        + "run Connect-Timescale -Token with another token, and the whole pipeline again from its first cmdlet.")
    {
        Places = [StepCatalogue.Mst],
    };

    public static readonly ErrorEntry PlatformRejected = new(ErrorKind.InvalidArgument,
        "Managed Service for TimescaleDB refused '{1}'.",
        "Correct what its message names, then run the same command again.");

    public static readonly ErrorEntry ServiceBusy = new(ErrorKind.ResourceUnavailable,
        "{0} answers '{1}' with status {2}, even after several attempts.",
        "Wait some minutes and run the same command again. It continues where it stopped.");

    public static readonly ErrorEntry Throttled = new(ErrorKind.LimitsExceeded,
        "{0} accepts no more requests for now: it still answers '{1}' with status {2}.",
        "Wait some minutes and run the same command again: it continues where it stopped. If the error returns, run "
        + "fewer commands at the same time, or ask the support of the service for a higher limit.");

    public static readonly ErrorEntry ConnectionLost = new(ErrorKind.ConnectionError,
        "The connection to {0} broke during '{1}' ({2}).",
        "Check the network or the proxy and run the same command again. It continues where it stopped.");

    public static readonly ErrorEntry Redirected = new(ErrorKind.ConnectionError,
        "{0} answered '{1}' with status {2}, a redirect to {3}. Redirects are not followed, since the sign-in would "
        + "be sent along.",
        "If the owner of {0} has announced that address, {4}, then run the same command again. Otherwise a proxy or "
        + "the sign-in page of a network has answered instead of {0}: check your proxy and network.");

    public static readonly ErrorEntry AnswerOverLimit = new(ErrorKind.LimitsExceeded,
        "The answer of {0} to '{1}' was broken off: it has {2}, and no answer of its API is like that.",
        "Check the address (-ApiUrl) and any proxy between this computer and {0}, then run the same command again. "
        + "It continues where it stopped.");

    public static readonly ErrorEntry CertificateRejected = new(ErrorKind.AuthenticationError,
        "The certificate of {0} is not trusted, so '{1}' was not sent: {2}",
        "If your network inspects TLS, add its root certificate (CA) to the trust store of this computer. Otherwise "
        + "check the address and the clock of this computer. Then run the same command again. The check cannot be "
        + "switched off.");

    public static readonly ErrorEntry ProxyFailed = new(ErrorKind.ConnectionError,
        "The proxy {0} did not pass '{1}' on to {2}: {3}.",
        "Check HTTPS_PROXY, HTTP_PROXY and NO_PROXY, or the proxy of the system. Status 407 means that the proxy needs "
        + "a sign-in: http://user:password@host:port, with special characters as %XX, set outside of the command "
        + "history. Then start PowerShell again.");

    public static readonly ErrorEntry NameNotResolved = new(ErrorKind.ConnectionError,
        "The name {0} cannot be resolved, so '{1}' was not sent ({2}).",
        "Check the spelling of the address (-ApiUrl), the DNS and the VPN, then run the same command again.");

    public static readonly ErrorEntry ForeignAddress = new(ErrorKind.InvalidResult,
        "{0} sends '{1}' on to {2}. Nothing was sent there, since the sign-in is for {0} only.",
        "If the owner of {0} has announced that address, {3}, then run the same command again. Otherwise something "
        + "between this computer and {0} has answered: check your proxy.");

    public static readonly ErrorEntry UnreadableAnswer = new(ErrorKind.InvalidResult,
        "{0} answered '{1}' with status {2} and a text that is not an answer of its API.",
        "Run the same command again. If the error returns, check the address (-ApiUrl) and any proxy between this "
        + "computer and {0}.");

    public static readonly ErrorEntry SandboxUserUnknown = new(ErrorKind.InvalidArgument,
        "The sandbox has no Azure user '{0}'. It has: {1}.",
        "Give one of these names to -SandboxUser.");

    public static readonly ErrorEntry SandboxServerUnreadable = new(ErrorKind.InvalidArgument,
        "'{0}' does not describe a running sandbox server: {1}.",
        "Give -SandboxServer the object that Start-VpcSandbox returned, or the connection file that Start-VpcSandbox "
        + "-ConnectionFile wrote.");

    public static readonly ErrorEntry SandboxServerNotLocal = new(ErrorKind.InvalidArgument,
        "'{0}' is not an https address of this computer. A sandbox server can only be used on the computer that it "
        + "runs on.",
        "Start the server on this computer with Start-VpcSandbox, and give -SandboxServer the object that it returns.");

    public static readonly ErrorEntry SandboxServerUnreachable = new(ErrorKind.ConnectionError,
        "No sandbox server can be used at {0}: {1}.",
        "Start it again with Start-VpcSandbox, and give -SandboxServer the object that it returns: address, "
        + "certificate and token are new each time.");

    public static readonly ErrorEntry ConnectionFileStale = new(ErrorKind.ConnectionError,
        "The sandbox server of '{0}' has ended, or another program answers at {1}: {2}.",
        "Start a server again with Start-VpcSandbox -ConnectionFile FILE, and connect with that file. An existing file "
        + "is replaced.");

    public static readonly ErrorEntry SandboxPartRefused = new(ErrorKind.InvalidArgument,
        "{0} cannot be added to the sandbox: {1}. Nothing was changed.",
        "Correct the value of {0} and run the command again. It can have these keys: {2}.");

    public static readonly ErrorEntry InvalidInput = new(ErrorKind.InvalidArgument,
        "'{0}' cannot be used as {1}.",
        "{2}");

    public static readonly ErrorEntry ContradictoryInput = new(ErrorKind.InvalidArgument,
        "{0} '{1}' was given, but {2} {3}. One of them is wrong. Nothing was changed.",
        "Correct the parameters, or the row of your CSV file if you use one, so that all values name the same "
        + "network or VPC.");

    public static readonly ErrorEntry TagRefused = new(ErrorKind.InvalidArgument,
        "The tag '{0}' cannot be set: {1}. Nothing was changed.",
        "Leave it out of -Tag, or give it another key or value.");

    public static readonly ErrorEntry ControlCharacter = new(ErrorKind.InvalidArgument,
        "{0} contains the control character {1} after {2} characters. Only blanks and line breaks at the beginning "
        + "and the end are removed.",
        "Check the file or vault that the text comes from: it may hold more than one line.");

    public static readonly ErrorEntry UnexpectedError = new(ErrorKind.InvalidResult,
        "An unexpected {0} ended the work on this object. This is a defect of the module.",
        "Run the same command again: it continues where it stopped. Please report the defect with the file that "
        + "Export-VpcReport writes, which holds no secrets.");
}
