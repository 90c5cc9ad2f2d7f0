using TimescaleVpc.Engine.Networking;

namespace TimescaleVpc.Engine.Aws;

/// <summary>
/// A network ACL: the filter of a VPC's subnets. It keeps no state: what goes out has to be let out, and its replies
/// have to be let in, to whatever port the sender has chosen.
/// </summary>
internal sealed record Ec2NetworkAcl : IEc2Resource
{
    public string Id { get; init; } = "";

    public string? VpcId { get; init; }

    /// <summary>All subnets that it filters; those without an ACL of their own are in the default one's list.</summary>
    public IReadOnlyList<string> SubnetIds { get; init; } = [];

    public IReadOnlyList<Ec2AclEntry> Entries { get; init; } = [];

    /// <summary>
    /// The first entry that stops TCP between its subnets and a range, on any of these ports; null if all may pass. Of
    /// the entries that match a packet the one with the lowest number decides, and where none matches it is stopped.
    /// </summary>
    /// <param name="isEgress">Outbound; otherwise inbound.</param>
    /// <param name="remote">The range that it goes to, or comes from.</param>
    /// <param name="ports">The destination's ports.</param>
    public Ec2AclEntry? FirstDenial(bool isEgress, AddressRange remote, PortSpan ports)
    {
        List<(AddressRange Range, PortSpan Ports)> open = [(remote, ports)];
        foreach (var entry in Entries.Where(item => item.IsEgress == isEgress).OrderBy(item => item.Number))
        {
            if (entry.TcpPorts is not { } span || entry.Range is not { } range
                || !open.Exists(item => item.Range.Overlaps(range) && item.Ports.Overlaps(span))) continue;
            if (!entry.Allows) return entry;
            open = [.. open.SelectMany(item => Left(item.Range, item.Ports, range, span))];
            if (open.Count == 0) return null;
        }

        return new Ec2AclEntry { Number = Ec2AclEntry.Last, IsEgress = isEgress, Action = "deny", Cidr = $"{remote}" };
    }

    /// <summary>What an entry leaves to those after it.</summary>
    private static IEnumerable<(AddressRange Range, PortSpan Ports)> Left(
        AddressRange range, PortSpan ports, AddressRange decidedRange, PortSpan decidedPorts)
    {
        var outside = range.Except(decidedRange);
        foreach (var part in outside) yield return (part, ports);
        if (!range.Overlaps(decidedRange)) yield break;
        var inside = range.PrefixLength >= decidedRange.PrefixLength ? range : decidedRange;
        foreach (var part in ports.Except(decidedPorts)) yield return (inside, part);
    }
}

/// <summary>A rule of a network ACL.</summary>
internal sealed record Ec2AclEntry
{
    /// <summary>The number of the last IPv4 rule, which always denies; the console shows it as an asterisk.</summary>
    public const int Last = 32767;

    public int Number { get; init; }

    /// <summary>Outbound; otherwise inbound.</summary>
    public bool IsEgress { get; init; }

    /// <summary><c>allow</c> or <c>deny</c>, in lower case.</summary>
    public string Action { get; init; } = "";

    /// <summary>A number, or <c>-1</c> for all.</summary>
    public string Protocol { get; init; } = "-1";

    public string? Cidr { get; init => field = value is null ? null : AddressRange.Canonical(value); }

    /// <summary>Null where it holds for all ports.</summary>
    public PortSpan? Ports { get; init; }

    public bool Allows => Action == "allow";

    public AddressRange? Range => AddressRange.Read(Cidr);

    /// <summary>The TCP ports that it is about; null if it is about none.</summary>
    public PortSpan? TcpPorts => Protocol switch
    {
        "-1" => PortSpan.All,
        "6" or "tcp" => Ports ?? PortSpan.All,
        _ => null,
    };

    /// <summary>As the console shows it, in one line.</summary>
    public override string ToString() => string.Join(' ', Number >= Last ? "*" : $"{Number}",
        IsEgress ? "outbound" : "inbound", Action.ToUpperInvariant(), TcpPorts is { } ports ? $"TCP {ports}" : Protocol,
        Cidr);
}
