using TimescaleVpc.Engine.Networking;

namespace TimescaleVpc.Engine.Aws;

/// <summary>A range of addresses in a permission, with what was written beside it.</summary>
internal sealed record Ec2Range(string Cidr, string? Description = null)
{
    public string Cidr { get; init => field = AddressRange.Canonical(value); } = AddressRange.Canonical(Cidr);
}
