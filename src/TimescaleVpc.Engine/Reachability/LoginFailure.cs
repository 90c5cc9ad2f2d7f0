using System.Net.Sockets;
using System.Security.Authentication;
using Npgsql;

namespace TimescaleVpc.Engine.Reachability;

/// <summary>One plain sentence for what can go wrong at a login.</summary>
internal static class LoginFailure
{
    private const string NoPassword = "The server asks for a password and none was given.";

    public static string Explain(Exception e, ProbeTarget target, TimeSpan limit) => e switch
    {
        PostgresException refusal => Explain(refusal, target),
        { InnerException: PostgresException refusal } => Explain(refusal, target),
        TimeoutException or { InnerException: TimeoutException } =>
            $"The server did not complete the login within {Outcome.Seconds(limit)}.",
        { InnerException: AuthenticationException } => "The login's own TLS connection was not trusted.",
        { InnerException: SocketException or IOException } => "The connection broke during the login.",
        // Npgsql's own refusal to send an empty password; it has no code to tell it by.
        NpgsqlException when string.IsNullOrEmpty(target.Password) => NoPassword,
        _ => $"The login failed ({e.GetType().Name}).",
    };

    private static string Explain(PostgresException e, ProbeTarget target) => e.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword when string.IsNullOrEmpty(target.Password) =>
            NoPassword,
        PostgresErrorCodes.InvalidPassword => "The user name or the password is wrong.",
        PostgresErrorCodes.InvalidAuthorizationSpecification =>
            $"The server does not let {target.UserName} in from this address.",
        PostgresErrorCodes.InvalidCatalogName => $"There is no database {target.Database ?? target.UserName}.",
        PostgresErrorCodes.TooManyConnections => "The server has no connection free.",
        PostgresErrorCodes.CannotConnectNow => "The server is starting or stopping.",
        _ => $"The server refused the login (SQLSTATE {e.SqlState}{ServerText(e, target)}).",
    };

    /// <summary>The server's own words, unless they quote the password back.</summary>
    private static string ServerText(PostgresException e, ProbeTarget target) =>
        target.Password is { Length: > 0 } secret && e.MessageText.Contains(secret, StringComparison.Ordinal)
            ? ""
            : $": {e.MessageText}";
}
