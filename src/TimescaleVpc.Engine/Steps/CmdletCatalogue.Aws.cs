using static TimescaleVpc.Engine.Steps.StepCatalogue;

namespace TimescaleVpc.Engine.Steps;

/// <summary>What cmdlets need of AWS.</summary>
internal static partial class CmdletCatalogue
{
    private static readonly Need AwsVpcs = Describe("Vpcs");
    private static readonly Need Connections = Describe("VpcPeeringConnections");
    private static readonly Need Tables = Describe("RouteTables");
    private static readonly Need Subnets = Describe("Subnets");
    private static readonly Need Groups = Describe("SecurityGroups");
    private static readonly Need Interfaces = Describe("NetworkInterfaces");

    private static readonly StepKind[] Accept = [AcceptPeering, TagPeering, AddTags, AllowDns, ReplaceRoute];

    private static readonly StepKind[] End = [DeleteRoute, RejectAwsPeering, DeleteAwsPeering];

    private static readonly StepKind[] EndEgress = [DetachSecurityGroup, DeleteSecurityGroup, RevokeEgress];

    private static CmdletNeeds[] OnAws =>
    [
        Of<GetAwsVpcRequest>("Get-AwsVpc", [], [AwsVpcs]),
        Of<GrantEgressRequest>("Grant-AwsPeerEgress",
            [CreateSecurityGroup, AddTags, RevokeDefaultEgress, AuthorizeEgress, AttachSecurityGroup],
            [Groups, Interfaces]),
        Of<RevokeEgressRequest>("Revoke-AwsPeerEgress", EndEgress, [Groups, Interfaces]),
        Of<AddPeeringRequest>([],
            [AwsVpcs, .. Optional("the AWS account of the requester is not shown", Connections)]),
        Of<ApprovePeeringRequest>([.. Accept, CreateRoute], [Connections, Tables, Subnets]),
        Of<WaitPeeringRequest>([], Optional(HalfNotRead, Connections)),
        Of<GetPeeringRequest>([], Optional(HalfNotShown, Connections, Tables, Groups)),
        Of<UpdatePeeringRequest>([DeleteAwsPeering, .. Accept], [AwsVpcs, Connections, Tables, Subnets]),
        // A repair ends no connection: it makes a peering anew only where AWS shows none that lives.
        Of<RepairPeeringRequest>(
            [DeleteRoute, AcceptPeering, TagPeering, CreateRoute, ReplaceRoute, RevokeDefaultEgress, AuthorizeEgress],
            [AwsVpcs, Connections, Tables, Subnets, Groups]),
        Of<RemovePeeringRequest>(End,
            [Connections, Tables, .. Optional("it is not warned of a security group that stays", Groups)]),
        Of<UndoPeeringRequest>([.. End, .. EndEgress], [Connections, Tables, Groups, Interfaces]),
        .. Diagnosis(
            AwsVpcs, Connections, Tables, Subnets, Describe("NetworkAcls"), Groups, Describe("VpcAttribute")),
    ];

    private static Need Describe(string what) => new(StepCatalogue.Aws, "ec2:Describe" + what);
}
