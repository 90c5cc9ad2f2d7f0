namespace TimescaleVpc.Sandbox.Ec2;

/// <summary>A subnet.</summary>
internal sealed class AwsSubnet(string id, Ec2Vpc vpc, string cidr, string zone) : IAwsResource
{
    public string Id { get; } = id;

    public Ec2Vpc Vpc { get; } = vpc;

    public string ResourceType => "subnet";

    public string Cidr { get; } = cidr;

    public string Zone { get; } = zone;

    /// <summary>Null where it has the VPC's default one.</summary>
    public NetworkAcl? OwnAcl { get; set; }

    public NetworkAcl Acl => OwnAcl ?? Vpc.Acls[0];

    public Dictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);
}
