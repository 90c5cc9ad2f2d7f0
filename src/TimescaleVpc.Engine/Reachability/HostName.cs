using System.Net;
using System.Text.RegularExpressions;

namespace TimescaleVpc.Engine.Reachability;

/// <summary>
/// What may stand for a host. Strict, because the name goes to Npgsql, which takes a list of hosts and paths of
/// sockets as well, and into a shell script.
/// </summary>
internal static partial class HostName
{
    public static bool IsValid(string? host) =>
        host is { Length: > 0 and <= 253 } && (Name().IsMatch(host) || IsAddress(host));

    /// <summary>Is it the text of an address, so that nothing has to be resolved?</summary>
    public static bool IsAddress(string host) => AddressText().IsMatch(host) && IPAddress.TryParse(host, out _);

    [GeneratedRegex(@"\A(?!-)[A-Za-z0-9_-]{1,63}(?<!-)(\.(?!-)[A-Za-z0-9_-]{1,63}(?<!-))*\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"\A([0-9]{1,3}(\.[0-9]{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)\z")]
    private static partial Regex AddressText();
}
