namespace TimescaleVpc.Engine.Platforms.TimescaleCloud;

/// <summary>A VPC as Timescale Cloud reports it: these four members, and no state.</summary>
internal sealed record CloudVpc(string Id, string Name, string Cidr, string Region);
