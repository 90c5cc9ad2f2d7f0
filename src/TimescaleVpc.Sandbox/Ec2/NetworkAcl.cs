namespace TimescaleVpc.Sandbox.Ec2;

/// <summary>A network ACL: the stateless filter of subnets, one numbered list for each direction.</summary>
internal sealed class NetworkAcl : IAwsResource
{
    /// <summary>A new one lets nothing through; a VPC's default one lets through everything.</summary>
    public NetworkAcl(string id, Ec2Vpc vpc, bool isDefault = false)
    {
        (Id, Vpc, IsDefault) = (id, vpc, isDefault);
        foreach (var isEgress in new[] { true, false })
        {
            if (isDefault) Entries.Add(AclEntry.All(100, isEgress, true));
            Entries.Add(AclEntry.All(AclEntry.Last, isEgress, false));
            if (vpc.Ipv6Ranges.Count == 0) continue;
            if (isDefault) Entries.Add(AclEntry.All(101, isEgress, true, isIpv6: true));
            Entries.Add(AclEntry.All(AclEntry.Last, isEgress, false, isIpv6: true));
        }
    }

    public string Id { get; }

    public Ec2Vpc Vpc { get; }

    public bool IsDefault { get; }

    public string ResourceType => "network-acl";

    public List<AclEntry> Entries { get; } = [];

    public Dictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    /// <summary>Adds a rule in place of one that has its number in its list.</summary>
    public void Set(AclEntry entry)
    {
        Remove(entry.Number, entry.IsEgress);
        Entries.Add(entry);
    }

    public bool Remove(int number, bool isEgress) =>
        Entries.RemoveAll(item => item.Number == number && item.IsEgress == isEgress) > 0;

    /// <summary>The rule that decides: of those that match, the one with the lowest number.</summary>
    public AclEntry? Deciding(bool isEgress, string address, int port) => Entries
        .Where(item => item.IsEgress == isEgress && item.Matches(address, port)).MinBy(item => item.Number);
}
