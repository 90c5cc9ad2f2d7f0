using TimescaleVpc.Engine.Networking;

namespace TimescaleVpc.Engine.Reachability;

/// <summary>The conclusion from four checks and the location of the machine.</summary>
/// <param name="Reachable">True, false, or null: cannot be said from here.</param>
/// <param name="Reason">One sentence for it.</param>
/// <param name="MayChange">Whether time alone may change it (DNS after a move).</param>
internal sealed record Verdict(bool? Reachable, string Reason, bool MayChange)
{
    /// <param name="report">The checks.</param>
    /// <param name="vantage">Inside, Outside or Unknown.</param>
    /// <param name="inVpc">Whether the service is in a VPC.</param>
    /// <param name="withoutLogin">Whether the login was left out on purpose.</param>
    /// <param name="conclusive">Whether a closed port proves something from any place: the sandbox knows the
    /// way.</param>
    public static Verdict Of(ProbeReport report, string vantage, bool inVpc, bool withoutLogin, bool conclusive)
    {
        var resolvesPrivate = report.Dns.Addresses.Any(PrivateRanges.Contain);
        if (!report.Dns.HasPassed())
            return new(false, $"The host name does not resolve: {report.Dns.Detail}", MayChange: inVpc);
        if (inVpc && !resolvesPrivate)
            return new(false, "DNS still gives a public address; it follows a move within minutes.", MayChange: true);

        // From outside the peered networks a private address cannot answer; that says nothing about the peering.
        if (inVpc && !report.Tcp.HasPassed() && vantage != "Inside" && !conclusive)
        {
            var place = vantage == "Outside"
                ? "from outside the peered networks it cannot be tried" : "whether this place is in one is not known";
            return new(null, $"The name resolves to a private address, as it should; {place}. Run this inside a peered "
                + "network, or use -AsScript.", MayChange: false);
        }

        if (!report.Tcp.HasPassed())
            return new(false, $"The port does not answer: {report.Tcp.Detail}", MayChange: false);
        if (!report.Tls.HasPassed()) return new(false, $"TLS fails: {report.Tls.Detail}", MayChange: false);
        if (withoutLogin) return new(true, "Name, port and TLS are fine; the login was left out.", MayChange: false);
        return report.Login.HasPassed()
            ? new(true, "Name, port, TLS and login are fine.", MayChange: false)
            : new(false, $"The login fails: {report.Login.Detail}", MayChange: false);
    }
}
