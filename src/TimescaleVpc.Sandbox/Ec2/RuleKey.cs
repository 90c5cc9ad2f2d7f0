namespace TimescaleVpc.Sandbox.Ec2;

/// <summary>The identity of a rule. The ports are null for protocols without ports.</summary>
internal sealed record RuleKey(string Protocol, int? FromPort, int? ToPort)
{
    public string? Ipv4 { get; init; }

    public string? Ipv6 { get; init; }

    public string? PrefixList { get; init; }

    public string? GroupId { get; init; }

    public string Peer => Ipv4 ?? Ipv6 ?? PrefixList ?? GroupId ?? "";

    public override string ToString() => $"{Protocol}:{FromPort}-{ToPort}:{Peer}";
}
