using TimescaleVpc.Engine.Networking;

namespace TimescaleVpc.Engine.Azure;

/// <summary>A rule that stops traffic to the platform's network.</summary>
/// <param name="Group">The group that has it.</param>
/// <param name="Rule">The rule.</param>
/// <param name="IsCertain">Whether it stops it in any case; otherwise that depends on application groups.</param>
internal sealed record AzureDenial(AzureSecurityGroup Group, AzureSecurityRule Rule, bool IsCertain)
{
    /// <summary>Where it does, in words.</summary>
    public string Place { get; init; } = "";

    /// <summary>The network interface; null if the group stands on a subnet.</summary>
    public string? Interface { get; init; }
}

/// <summary>Finds the rules that stop traffic to some ports of the platform's network.</summary>
internal sealed class AzureDenials(AzurePlaces places, IReadOnlyList<AddressRange> peeredRanges, int[] ports)
{
    /// <summary>What a group stops of all that comes from some ranges or addresses.</summary>
    public IEnumerable<AzureDenial> Of(AzureSecurityGroup group, IReadOnlyList<string> sources)
    {
        foreach (var flow in Flows(sources))
        {
            // Whether a client is of an application group is not known. The rules that allow are taken to be about
            // it for what is denied in any case, those that deny for what may be denied.
            if (Assume(group, denied: false).FirstDenial(isOutbound: true, flow, places) is { } certainRule)
                yield return new(group, certainRule, IsCertain: true);
            else if (Assume(group, denied: true).FirstDenial(isOutbound: true, flow, places) is { } possibleRule)
                yield return new(group, possibleRule, IsCertain: false);
        }
    }

    private static AzureSecurityGroup Assume(AzureSecurityGroup group, bool denied) => group with
    {
        Rules =
        [
            .. group.Rules.Select(rule => rule.NamesApplications && rule.IsDenied == denied
                ? rule with { NamesApplications = false, Sources = rule.Sources.Count > 0 ? rule.Sources : ["*"] }
                : rule),
        ],
    };

    private IEnumerable<AzureFlow> Flows(IReadOnlyList<string> sources) =>
        from source in sources.Select(text =>
            AddressRange.TryParse(AddressRange.OfAddress(text), out var range, out _) ? range : null)
            .OfType<AddressRange>()
        from destination in peeredRanges
        where FreeRanges.IsIPv4(source) == FreeRanges.IsIPv4(destination)
        from port in ports
        select new AzureFlow(source, destination, PortSpan.One(port));
}
