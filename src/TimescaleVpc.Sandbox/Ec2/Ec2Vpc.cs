namespace TimescaleVpc.Sandbox.Ec2;

/// <summary>A VPC of any account.</summary>
internal sealed class Ec2Vpc(string id, string account, string region) : IAwsResource
{
    public string Id { get; } = id;

    public string Account { get; } = account;

    public string Region { get; } = region;

    public Ec2Vpc Vpc => this;

    public string ResourceType => "vpc";

    /// <summary>The first range is the primary one.</summary>
    public List<(string Cidr, string AssociationId)> Ranges { get; } = [];

    public List<string> Ipv6Ranges { get; } = [];

    /// <summary>The first is the default one, which every VPC has.</summary>
    public List<NetworkAcl> Acls { get; } = [];

    /// <summary>Whether the resolver of the VPC answers.</summary>
    public bool DnsSupport { get; set; } = true;

    public bool DnsHostnames { get; set; } = true;

    public Dictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    public IEnumerable<string> Cidrs => Ranges.Select(item => item.Cidr);

    public string Arn => $"arn:aws:ec2:{Region}:{Account}:vpc/{Id}";
}
