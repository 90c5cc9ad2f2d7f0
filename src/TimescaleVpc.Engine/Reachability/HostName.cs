namespace TimescaleVpc.Engine.Reachability;

/// <summary>
/// Validates host names. It is strict because the name is passed to Npgsql, which also accepts lists of hosts and
/// socket paths, and to a shell script.
/// </summary>
internal static partial class HostName
{
    public static bool IsValid(string? host) =>
        host is { Length: > 0 and <= 253 } && (Name().IsMatch(host) || IsAddress(host));

    /// <summary>Whether it is an address, which needs no resolution.</summary>
    public static bool IsAddress(string host) => AddressText().IsMatch(host) && IPAddress.TryParse(host, out _);

    [GeneratedRegex(@"\A(?!-)[A-Za-z0-9_-]{1,63}(?<!-)(\.(?!-)[A-Za-z0-9_-]{1,63}(?<!-))*\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"\A([0-9]{1,3}(\.[0-9]{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)\z")]
    private static partial Regex AddressText();
}
