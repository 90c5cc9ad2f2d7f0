using System.Net.Sockets;
using System.Security.Authentication;
using TimescaleVpc.Engine.Errors;

namespace TimescaleVpc.Engine.Transport;

/// <summary>
/// The failure of a connection: the certificate, the proxy, the name, a limit, or the connection itself. Each has its
/// own error, and only some of them are transient.
/// </summary>
internal static partial class WireFailure
{
    /// <param name="error">What the network's handler has thrown.</param>
    /// <param name="address">Where the request was going.</param>
    /// <param name="proxy">What the network goes through; null if it goes through none.</param>
    public static WireException Of(Exception error, Uri address, IWebProxy? proxy)
    {
        var kind = (error as HttpRequestException)?.HttpRequestError ?? HttpRequestError.Unknown;
        if (kind == HttpRequestError.ConfigurationLimitExceeded)
            return AnswerLimit.Over(address, $"headers of more than {AnswerLimit.MostHeaders} kB");

        if (kind == HttpRequestError.ProxyTunnelError)
        {
            // The proxy's status is in the words of .NET's exception and nowhere else.
            var status = Status().Match(error.Message).Groups[1].Value;
            var mayPass = status is "" or "408" or "429" || status.StartsWith('5');
            var reason = status.Length > 0 ? $"it answered with status {status}" : "it did not open a tunnel";
            return OfProxy(address, proxy, reason, mayPass);
        }

        // A handshake that breaks off may be the network's fault; one that is refused was decided by the other end.
        if (Inner<AuthenticationException>(error) is { } authenticationError && Inner<IOException>(error) is null)
        {
            return authenticationError.Message.Contains("certificate", StringComparison.OrdinalIgnoreCase)
                ? new(Catalogue.CertificateRejected, Host(address), FirstLine(authenticationError.Message))
                : new(
                    Catalogue.ConnectionLost, Host(address),
                    "no TLS: " + FirstLine(authenticationError.GetBaseException().Message));
        }

        var socket = Inner<SocketException>(error)?.SocketErrorCode;
        var atConnect = kind is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError;
        if (atConnect && Through(proxy, address) is not null)
        {
            return OfProxy(
                address, proxy, $"it cannot be reached ({socket?.ToString() ?? "no connection"})",
                socket is not SocketError.HostNotFound);
        }

        if (kind == HttpRequestError.NameResolutionError || socket is SocketError.HostNotFound or SocketError.NoData)
        {
            var mayPass = socket is SocketError.TryAgain;
            return new(Catalogue.NameNotResolved, Host(address), socket?.ToString() ?? "no answer")
            {
                MayRepeat = mayPass,
            };
        }

        var what = socket?.ToString() ?? error.GetBaseException().GetType().Name;
        return new(Catalogue.ConnectionLost, Host(address), what)
        {
            MayRepeat = true, MayBeDone = !atConnect,
        };
    }

    /// <summary>An attempt that had no answer in its time.</summary>
    public static WireException Late(Uri address) =>
        new(Catalogue.ConnectionLost, Host(address), "no answer in time") { MayRepeat = true, MayBeDone = true };

    public static WireException OfProxy(Uri address, IWebProxy? proxy, string reason, bool mayPass)
    {
        var name = Through(proxy, address) is { } proxyAddress
            ? proxyAddress.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) : "in between";
        return new(Catalogue.ProxyFailed, name, Host(address), reason) { MayRepeat = mayPass };
    }

    /// <summary>The proxy on the way to an address; null if there is none.</summary>
    private static Uri? Through(IWebProxy? proxy, Uri address) =>
        proxy?.IsBypassed(address) == false && proxy.GetProxy(address) is { } proxyAddress && proxyAddress != address
            ? proxyAddress : null;

    private static string Host(Uri address) => address.IsDefaultPort ? address.Host : address.Authority;

    private static T? Inner<T>(Exception? error)
        where T : Exception => error is null or T ? error as T : Inner<T>(error.InnerException);

    public static string FirstLine(string text) => text.ReplaceLineEndings("\n").Split('\n')[0].Trim();

    [GeneratedRegex(@"'(\d{3})'")]
    private static partial Regex Status();
}
