using System.Net.Sockets;

namespace TimescaleVpc.Engine.Reachability;

/// <summary>Resolves the host name.</summary>
internal static class DnsCheck
{
    public static async Task<ProbeResult> RunAsync(string host, TimeSpan limit, CancellationToken cancel)
    {
        // Also because an empty name would resolve, to this machine.
        if (!HostName.IsValid(host))
            return Outcome.Failed($"'{host}' is not a host name.");
        if (HostName.IsAddress(host))
            return Outcome.Passed("The host is given as an address.", IPAddress.Parse(host).ToString());

        return await Bounded.RunAsync(token => ResolveAsync(host, token), limit, Explain, cancel);
    }

    private static async Task<ProbeResult> ResolveAsync(string host, CancellationToken cancel)
    {
        var records = await Dns.GetHostAddressesAsync(host, cancel);
        var addresses = records.Select(record => record.ToString()).Distinct().ToArray();
        return addresses.Length == 0
            ? Outcome.Failed("The host name has no address.")
            : Outcome.Passed($"Resolves to {string.Join(", ", addresses)}.", addresses);
    }

    private static string Explain(Exception e) => (e as SocketException)?.SocketErrorCode switch
    {
        SocketError.HostNotFound => "The host name is not known in the DNS that this machine asks.",
        SocketError.NoData => "The host name has no address.",
        SocketError.TryAgain => "The name server gave no answer.",
        { } code => $"The host name could not be resolved ({code}).",
        null => $"The host name could not be resolved ({e.GetType().Name}).",
    };
}
