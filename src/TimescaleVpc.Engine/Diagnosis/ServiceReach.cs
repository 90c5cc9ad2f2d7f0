using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Reachability;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Diagnosis;

/// <summary>
/// The end of the chain as this computer sees it: whether the name of a service resolves into the VPC, and, from inside
/// the customer's network only, whether its port answers. From elsewhere a private address never answers.
/// </summary>
/// <param name="context">The work that it belongs to.</param>
/// <param name="patience">How long each attempt may take; null takes the usual time.</param>
/// <param name="ownAddresses">The addresses of this computer; null reads them.</param>
internal sealed class ServiceReach(
    ItemContext context, TimeSpan? patience = null, IReadOnlyList<IPAddress>? ownAddresses = null)
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(5);

    private readonly TimeSpan perCheck = patience ?? Usual;
    private readonly VpcSandbox? sandbox = context.Session.Sandbox;

    /// <param name="peeringCase">A peering that is whole.</param>
    /// <param name="names">The services that are asked about; those that do not run in the VPC are left out.</param>
    /// <param name="ranges">The ranges of the customer's network.</param>
    /// <param name="cancel">Stops the attempts.</param>
    public async Task<IReadOnlyList<PeeringFinding>> OfAsync(
        PeeringCase peeringCase, IReadOnlyList<string> names, IReadOnlyList<string> ranges, CancellationToken cancel)
    {
        var services = peeringCase.Services
            .Where(service => service.IsSettled && names.Any(name => Same(name, service.Name))).ToArray();
        var findings = await context.Clock.SideBySideAsync(
            services, service => OfAsync(peeringCase, service, ranges, cancel));
        return [.. findings.OfType<PeeringFinding>()];
    }

    private async Task<PeeringFinding?> OfAsync(
        PeeringCase peeringCase, FoundService service, IReadOnlyList<string> ranges, CancellationToken cancel)
    {
        var (record, network) = (service.Record, peeringCase.Peering.NetworkId);
        var place = sandbox is null ? Environment.MachineName : $"{network}";
        var dns = await ReadAsync(
            new($"the address of {record.Host}", place), sandboxProbe => sandboxProbe.Dns,
            () => DnsCheck.RunAsync(record.Host, perCheck, cancel));
        if (dns.Value is { Status: "Failed" } failedResult)
        {
            return FindingCatalogue.HostNotResolved.For(
                peeringCase.Subject, service.Id, [dns.Saying(failedResult.Detail)], service.Name, record.Host,
                failedResult.Detail);
        }

        // A recording has no answer of DNS.
        if (dns.Value?.Addresses is not { Length: > 0 } texts) return null;
        var addresses = Array.ConvertAll(texts, IPAddress.Parse);
        var isRange = AddressRange.TryParse(peeringCase.Vpc?.Cidr, out var vpcRange, out _);
        if (isRange && !addresses.Any(vpcRange!.Contains))
        {
            return FindingCatalogue.HostResolvesElsewhere.For(
                peeringCase.Subject, service.Id, [dns.Saying(dns.Value.Detail)], service.Name, record.Host,
                string.Join(", ", texts), vpcRange);
        }

        if (sandbox is null && Vantage.Of(ranges, ownAddresses) != Vantage.Inside) return null;
        var tcp = await ReadAsync(
            new($"port {record.Port} of {record.Host}", place), sandboxProbe => sandboxProbe.Tcp,
            async () => (await TcpCheck.RunAsync(addresses, record.Port, perCheck, cancel)).Result);
        return tcp.Value is not { Status: "Failed" } silentResult ? null
            : FindingCatalogue.PortNotReached.For(
                peeringCase.Subject, service.Id, [tcp.Saying(silentResult.Detail)], service.Name, record.Port,
                silentResult.Detail);

        // The sandbox is asked as if this computer were in the customer's network.
        Task<Reading<ProbeResult>> ReadAsync(
            Source source, Func<SandboxProbe, ProbeResult> inSandbox, Func<Task<ProbeResult>> inReality) =>
            context.ReadAsync<ProbeResult>(
                source,
                async () => sandbox is null ? await inReality()
                    : inSandbox(sandbox.Probe(network, record.Host, record.Port, userName: null, password: null)),
                cancel);
    }
}
