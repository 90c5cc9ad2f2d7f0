namespace TimescaleVpc.Engine.Reachability;

/// <summary>Tries to reach a PostgreSQL server from this machine, one layer after the other.</summary>
internal static class SocketProbe
{
    /// <summary>
    /// Runs the four checks, each within <paramref name="perCheck"/>. What goes wrong is in the report; only a
    /// cancellation is thrown.
    /// </summary>
    public static async Task<ProbeReport> RunAsync(ProbeTarget target, TimeSpan perCheck, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var dns = await DnsCheck.RunAsync(target.Host, perCheck, cancel);
        if (!dns.HasPassed())
            return SkipAfter("the host name did not resolve", dns);

        var addresses = Array.ConvertAll(dns.Addresses, IPAddress.Parse);
        var (tcp, endpoint) = await TcpCheck.RunAsync(addresses, target.Port, perCheck, cancel);
        if (endpoint is null)
            return SkipAfter("the port did not answer", dns, tcp);

        var tls = await TlsCheck.RunAsync(target, endpoint, perCheck, cancel);
        if (!tls.HasPassed())
            return SkipAfter("there was no trusted TLS connection to send a password through", dns, tcp, tls);

        return new ProbeReport(dns, tcp, tls, await LoginCheck.RunAsync(target, perCheck, cancel));
    }

    private static ProbeReport SkipAfter(string reason, params ProbeResult[] results)
    {
        var skippedResult = Outcome.Skipped($"Not tried: {reason}.");
        return new ProbeReport(
            results[0], results.ElementAtOrDefault(1) ?? skippedResult, results.ElementAtOrDefault(2) ?? skippedResult,
            skippedResult);
    }
}

/// <summary>The results of the four checks.</summary>
internal sealed record ProbeReport(ProbeResult Dns, ProbeResult Tcp, ProbeResult Tls, ProbeResult Login);
