using TimescaleVpc.Engine.Networking;

namespace TimescaleVpc.Engine.Azure;

/// <summary>TCP from a range to another one, on some ports of the destination.</summary>
internal sealed record AzureFlow(AddressRange Source, AddressRange Destination, PortSpan Ports)
{
    public bool Overlaps(AzureFlow other) => Source.Overlaps(other.Source)
        && Destination.Overlaps(other.Destination) && Ports.Overlaps(other.Ports);

    /// <summary>What another one leaves of it.</summary>
    public IEnumerable<AzureFlow> Except(AzureFlow other)
    {
        if (!Overlaps(other)) return [this];
        var inside = this with { Source = Narrower(Source, other.Source) };
        var core = inside with { Destination = Narrower(Destination, other.Destination) };
        return
        [
            .. Source.Except(other.Source).Select(part => this with { Source = part }),
            .. Destination.Except(other.Destination).Select(part => inside with { Destination = part }),
            .. Ports.Except(other.Ports).Select(part => core with { Ports = part }),
        ];
    }

    /// <summary>Of two that overlap, one holds the other.</summary>
    private static AddressRange Narrower(AddressRange one, AddressRange other) =>
        one.PrefixLength >= other.PrefixLength ? one : other;
}
