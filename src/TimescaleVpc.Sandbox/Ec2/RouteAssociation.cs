namespace TimescaleVpc.Sandbox.Ec2;

/// <summary>Ties a table to a subnet, or makes it the VPC's main one.</summary>
internal sealed record RouteAssociation(string Id, AwsSubnet? Subnet);
