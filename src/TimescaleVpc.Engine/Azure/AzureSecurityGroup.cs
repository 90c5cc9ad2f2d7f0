using TimescaleVpc.Engine.Networking;

namespace TimescaleVpc.Engine.Azure;

/// <summary>A network security group.</summary>
/// <param name="Id">Its ARM id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Rules">All rules, those that Azure adds to each group included, in the order in which they count:
/// the first that fits decides.</param>
internal sealed record AzureSecurityGroup(string Id, string Name, IReadOnlyList<AzureSecurityRule> Rules)
{
    /// <summary>The network interfaces that it stands on, by their ids.</summary>
    public IReadOnlyList<string> InterfaceIds { get; init; } = [];

    /// <summary>
    /// The first rule that stops any part of a flow that leaves; null if all may pass. A group keeps state: of what it
    /// lets out, the replies come in. Rules about application security groups are passed over, since their addresses
    /// are not known (<see cref="AzureSecurityRule.NamesApplications"/>).
    /// </summary>
    /// <param name="flow">The flow.</param>
    /// <param name="places">What the words of its rules stand for.</param>
    public AzureSecurityRule? FirstDenial(AzureFlow flow, AzurePlaces places)
    {
        AzureFlow[] open = [flow];
        foreach (var rule in Rules.Where(item => item.IsOutbound && !item.NamesApplications))
        {
            AzureFlow[] decidedFlows = [.. rule.FlowsIn(places)];
            if (rule.IsDenied && decidedFlows.Any(part => open.Any(part.Overlaps))) return rule;
            if (rule.IsDenied) continue;
            foreach (var part in decidedFlows) open = [.. open.SelectMany(flowPart => flowPart.Except(part))];
        }

        return null;
    }
}

/// <summary>A rule of a network security group.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Priority">Its number; in one direction the lower one counts first.</param>
/// <param name="Direction">Azure's word: Inbound or Outbound.</param>
/// <param name="Access">Azure's word: Allow or Deny.</param>
/// <param name="Protocol">Azure's word: Tcp, or <c>*</c> for all.</param>
/// <param name="Sources">Ranges, addresses, service tags, or <c>*</c> for all.</param>
/// <param name="Destinations">The same.</param>
/// <param name="Ports">Ports of the destination: numbers, ranges, or <c>*</c> for all.</param>
/// <param name="IsDefault">Whether Azure added it to the group; it cannot be taken away.</param>
internal sealed record AzureSecurityRule(
    string Name, int Priority, string Direction, string Access, string Protocol, IReadOnlyList<string> Sources,
    IReadOnlyList<string> Destinations, IReadOnlyList<string> Ports, bool IsDefault)
{
    public bool IsOutbound => Same(Direction, "Outbound");

    public bool IsDenied => Same(Access, "Deny");

    /// <summary>The TCP that it decides on; none if it is about other protocols.</summary>
    public IEnumerable<AzureFlow> FlowsIn(AzurePlaces places) =>
        from source in Same(Protocol, "Tcp") || Protocol == "*" ? Sources.SelectMany(places.RangesOf) : []
        from destination in Destinations.SelectMany(places.RangesOf)
        from ports in Ports.Select(Span)
        where ports is not null
        select new AzureFlow(source, destination, ports.Value);

    private static PortSpan? Span(string text)
    {
        if (text == "*") return PortSpan.All;
        var bounds = text.Split('-');
        return bounds.Length <= 2 && Number(bounds[0]) is { } first && Number(bounds[^1]) is { } last
            ? new PortSpan(first, last) : null;

        static int? Number(string bound) =>
            ushort.TryParse(bound.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number : null;
    }

    /// <summary>
    /// Whether it is about application security groups, whose addresses are not known from the rule.
    /// </summary>
    public bool NamesApplications { get; init; }
}
