namespace TimescaleVpc.Engine.Steps;

/// <summary>The steps in AWS.</summary>
internal static partial class StepCatalogue
{
    internal const string Aws = "AWS";

    public static readonly StepKind AcceptPeering = new(
        Aws, "ec2:AcceptVpcPeeringConnection", "DeleteAwsPeering", "peering connection id",
        "Accept Timescale's request to peer {1} with the Timescale VPC {0}.");

    public static readonly StepKind TagPeering = new(Aws, "ec2:CreateTags", null, "tag of the peering connection",
        "Tag the peering connection of {1} with the Timescale VPC {0}, so that later runs know that you have accepted "
        + "it.");

    public static readonly StepKind AddTags = new(Aws, "ec2:CreateTags", null, "the tags of the resource",
        "Add your tags to {0}: {1}.");

    public static readonly StepKind RejectAwsPeering = new(
        Aws, "ec2:RejectVpcPeeringConnection", null, "peering connection id",
        "Reject Timescale's request to peer {1} with the Timescale VPC {0}.");

    public static readonly StepKind DeleteAwsPeering = new(
        Aws, "ec2:DeleteVpcPeeringConnection", null, "peering connection id",
        "Delete the peering connection of {1} with the Timescale VPC {0}: no traffic passes between them any more.");

    public static readonly StepKind AllowDns = new(
        Aws, "ec2:ModifyVpcPeeringConnectionOptions", null, "peering connection id",
        "Allow the Timescale VPC {0} to resolve host names of {1} to private addresses.");

    public static readonly StepKind CreateRoute = new(
        Aws, "ec2:CreateRoute", "DeleteRoute", "range and peering connection id",
        "Add a route to {3}, the range of the Timescale VPC {0}, to the route table {2} of {1}.");

    public static readonly StepKind ReplaceRoute = new(
        Aws, "ec2:ReplaceRoute", "DeleteRoute", "range and peering connection id",
        "Point the route to {3} in the route table {2} of {1}, which now leads to {4}, to the Timescale VPC {0}.");

    public static readonly StepKind DeleteRoute = new(Aws, "ec2:DeleteRoute", null, "range and peering connection id",
        "Delete the route to {3}, the range of the Timescale VPC {0}, from the route table {2} of {1}.");

    public static readonly StepKind CreateSecurityGroup = new(
        Aws, "ec2:CreateSecurityGroup", "DeleteSecurityGroup", "name and tag",
        "Create the security group {0} in {1}, for traffic out to the database and nothing else.")
    {
        Also = [new(Aws, "ec2:CreateTags")],
    };

    public static readonly StepKind DeleteSecurityGroup = new(Aws, "ec2:DeleteSecurityGroup", null, "name and tag",
        "Delete the security group {0} from {1}.");

    public static readonly StepKind RevokeDefaultEgress = new(Aws, "ec2:RevokeSecurityGroupEgress", null, "rule",
        "Remove the rule from the security group {0} in {1} that allows all traffic out.");

    public static readonly StepKind AuthorizeEgress = new(
        Aws, "ec2:AuthorizeSecurityGroupEgress", "RevokeEgress", "range, port and description",
        "Allow TCP traffic on port {1} out to {2} in the security group {0}.");

    public static readonly StepKind RevokeEgress = new(
        Aws, "ec2:RevokeSecurityGroupEgress", null, "range, port and description",
        "Remove the rule for TCP traffic on port {1} out to {2} from the security group {0}.");

    public static readonly StepKind AttachSecurityGroup = new(
        Aws, "ec2:ModifyNetworkInterfaceAttribute", "DetachSecurityGroup", "interface and group",
        "Add the security group {1} to the network interface {0}, beside the groups that it has.");

    public static readonly StepKind DetachSecurityGroup = new(
        Aws, "ec2:ModifyNetworkInterfaceAttribute", null, "interface and group",
        "Remove the security group {1} from the network interface {0}.");
}
