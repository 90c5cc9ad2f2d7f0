namespace TimescaleVpc.Sandbox.Arm;

/// <summary>What a network security group can stand on: a subnet or a network interface.</summary>
internal interface IFiltered
{
    NetworkSecurityGroup? SecurityGroup { get; set; }
}
