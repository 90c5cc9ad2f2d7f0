using static TimescaleVpc.Engine.Steps.StepCatalogue;

namespace TimescaleVpc.Engine.Steps;

/// <summary>
/// The permissions of each cmdlet on each platform. The tests compare them with those that the sandbox's platforms
/// check, and docs/permissions.md is generated from them.
/// </summary>
internal static class CmdletCatalogue
{
    private static readonly Need Networks = new(Mst, "project:networking:read");
    private static readonly Need Services = new(Mst, "project:services:read");
    private static readonly Need Key = new(StepCatalogue.Cloud, ProjectKey);
    private static readonly Need VNets = new(StepCatalogue.Azure, "Microsoft.Network/virtualNetworks/read");
    private static readonly Need NetworkInterfaces =
        new(StepCatalogue.Azure, "Microsoft.Network/networkInterfaces/read");

    private static readonly Need RoleDefinitions = new(StepCatalogue.Azure, Roles + "roleDefinitions/read");
    private static readonly Need RoleAssignments = new(StepCatalogue.Azure, Roles + "roleAssignments/read");
    private static readonly Need Apps = new(Entra, EntraActions.ReadApp);
    private static readonly Need Principals = new(Entra, EntraActions.ReadPrincipal);
    private static readonly Need AwsVpcs = Describe("Vpcs");
    private static readonly Need Connections = Describe("VpcPeeringConnections");
    private static readonly Need Tables = Describe("RouteTables");
    private static readonly Need Subnets = Describe("Subnets");
    private static readonly Need Groups = Describe("SecurityGroups");
    private static readonly Need Interfaces = Describe("NetworkInterfaces");

    private static readonly Need Rights = new(StepCatalogue.Azure, Roles + "permissions/read",
        "the rights are not checked before the first change");

    private static readonly Need Refresh = new(Mst, StepCatalogue.Networking,
        "Timescale notices the new half in its own time, some minutes later");

    /// <summary>What the work in Azure and Entra ID reads.</summary>
    private static readonly Need[] OnAzure = [VNets, RoleDefinitions, RoleAssignments, Apps, Principals];

    /// <summary>What a diagnosis reads of both halves and of what is around them.</summary>
    private static readonly Need[] Diagnosed =
    [
        Services, AwsVpcs, Connections, Tables, Subnets, Describe("NetworkAcls"), Groups, Describe("VpcAttribute"),
        .. OnAzure,
        new(StepCatalogue.Azure, "Microsoft.Network/networkSecurityGroups/read"), NetworkInterfaces,
        new(StepCatalogue.Azure, "Microsoft.Network/routeTables/read"),
        new(StepCatalogue.Azure, Roles + "locks/read"), new(StepCatalogue.Azure, Roles + "denyAssignments/read"),
    ];

    /// <summary>What it reads as well where no peering is there yet.</summary>
    private static readonly Need[] BeforeAPeering =
        [new(StepCatalogue.Azure, Roles + "permissions/read"), new(Entra, EntraActions.ReadPolicy)];

    private static readonly StepKind[] Grant =
    [
        CreatePlatformPrincipal, CreateApplication, TagApplication, CreateOwnPrincipal, CreateOwnRole,
        CreatePlatformRole, AssignOwnRole, AssignPlatformRole,
    ];

    private static readonly StepKind[] Revoke =
    [
        UnassignOwnRole, UnassignPlatformRole, RemoveOwnRole, RemovePlatformRole, RemoveApplication,
        RemovePlatformPrincipal, RemoveLeftCredential,
    ];

    private static readonly StepKind[] Accept = [AcceptPeering, TagPeering, AddTags, AllowDns, ReplaceRoute];

    private static readonly StepKind[] EndOnAws = [DeleteRoute, RejectAwsPeering, DeleteAwsPeering];

    private static readonly StepKind[] Egress = [DetachSecurityGroup, DeleteSecurityGroup, RevokeEgress];

    private static readonly StepKind[] Moves = [AttachService, DetachService, AttachCloudService, DetachCloudService];

    /// <summary>All cmdlets that speak to a platform, in the order of the walkthroughs.</summary>
    public static IReadOnlyList<CmdletNeeds> All { get; } =
    [
        Of<ConnectRequest>("Connect-Timescale", [], [Key]),
        Of<NewVpcRequest>("New-TimescaleVpc", [CreateVpc, CreateCloudVpc], [Networks, Key]),
        Of<GetVpcRequest>("Get-TimescaleVpc", [], [Networks, Key]),
        Of<RenameVpcRequest>("Rename-TimescaleVpc", [RenameCloudVpc], [Networks, Key]),
        Of<RemoveVpcRequest>("Remove-TimescaleVpc", [RemoveVpc, RemoveCloudVpc], [Networks, Services, Key]),
        Of<GetVNetRequest>("Get-AzureVNet", [], [VNets]),
        Of<GetAwsVpcRequest>("Get-AwsVpc", [], [AwsVpcs]),
        Of<GrantPeerRoleRequest>("Grant-AzurePeerRole", Grant, [Networks, Key, .. OnAzure, Rights]),
        Of<AddPeeringRequest>("Add-VpcPeering", [RequestPeering, RequestCloudPeering, RemoveLink],
            [Networks, Key, VNets, AwsVpcs, .. Optional("the AWS account of the requester is not shown", Connections)]),
        Of<ApprovePeeringRequest>("Approve-VpcPeering",
            [
                AddCredential, CreateLink, UpdateLink, RemoveCredential, RemoveLeftCredential, RemoveLink, .. Accept,
                CreateRoute,
            ],
            [Networks, Key, .. OnAzure, Connections, Tables, Subnets, Refresh]),
        Of<GrantEgressRequest>("Grant-AwsPeerEgress",
            [CreateSecurityGroup, AddTags, RevokeDefaultEgress, AuthorizeEgress, AttachSecurityGroup],
            [Groups, Interfaces]),
        Of<WaitPeeringRequest>("Wait-VpcPeering", [],
            [Networks, Key, .. Optional("your own half is not looked at", VNets, Connections)]),
        Of<GetPeeringRequest>("Get-VpcPeering", [],
            [
                Networks, Key,
                .. Optional("the half in that cloud is not shown", VNets, Connections, Tables, Groups),
                .. Optional("what interrupted runs left there is not found", OnAzure[1..]),
            ]),
        Of<TestPeeringRequest>("Test-VpcPeering", [],
            [
                Networks, Key,
                .. Optional(
                    "the finding NotRead says so, and what depends on it is not known",
                    [.. Diagnosed, .. BeforeAPeering]),
            ]),
        Of<ExportTopologyRequest>("Export-VpcTopology", [],
            [
                Networks, Key,
                .. Optional("the note NotRead says so, and what depends on it is not drawn", Diagnosed),
            ]),
        Of<UpdatePeeringRequest>("Update-VpcPeering",
            [
                RemoveLink, DeleteAwsPeering, RemovePeering, RemoveCloudPeering, RequestPeering, RequestCloudPeering,
                AddCredential, CreateLink, UpdateLink, RemoveCredential, RemoveLeftCredential, .. Accept,
            ],
            [
                Networks, Key, .. OnAzure, AwsVpcs, Connections, Tables, Subnets,
                .. Optional("Timescale takes up a change in its own time, within 24 hours", Refresh),
            ]),
        Of<RepairPeeringRequest>("Repair-VpcPeering",
            [
                .. Grant, RequestPeering, RequestCloudPeering, AddCredential, CreateLink, UpdateLink,
                RemoveCredential, RemoveLeftCredential, RemoveLink, RemovePeering, RemoveCloudPeering, DeleteRoute,
                AcceptPeering, TagPeering, CreateRoute, ReplaceRoute, RevokeDefaultEgress, AuthorizeEgress,
                // In AWS it ends no connection: it makes a peering anew only where AWS shows none that lives.
                // What a run left that was cut off before there was a peering.
                RemoveOwnRole, RemovePlatformRole, RemoveApplication,
            ],
            [
                Networks, Key, .. OnAzure, AwsVpcs, Connections, Tables, Subnets, Groups, Rights,
                .. Optional("the finding NotRead is left, and what depends on it is not known", Diagnosed),
            ]),
        Of<SetServiceRequest>("Set-ServiceVpc", Moves, [Networks, Services, Key]),
        Of<GetServiceRequest>("Get-ServiceVpc", [], [Networks, Services, Key]),
        Of<TestServiceRequest>("Test-ServiceVpc", [], [Networks, Services, Key, VNets]),
        Of<RemovePeeringRequest>("Remove-VpcPeering", [RemoveLink, RemovePeering, RemoveCloudPeering, .. EndOnAws],
            [
                Networks, Key, VNets, Connections, Tables,
                .. Optional("it is not warned of a security group that stays", Groups),
            ]),
        Of<RevokePeerRoleRequest>("Revoke-AzurePeerRole", Revoke, [Networks, Key, .. OnAzure]),
        Of<RevokeEgressRequest>("Revoke-AwsPeerEgress", Egress, [Groups, Interfaces]),
        Of<UndoPeeringRequest>("Undo-VpcPeering",
            [.. Moves, RemoveLink, RemovePeering, RemoveCloudPeering, .. Revoke, .. EndOnAws, .. Egress],
            [Networks, Services, Key, .. OnAzure, Connections, Tables, Groups, Interfaces]),
    ];

    /// <summary>What the cmdlet of a request needs; null if it speaks to no platform.</summary>
    public static CmdletNeeds? Find(StageRequest request) =>
        All.FirstOrDefault(needs => needs.Request == request.GetType());

    private static CmdletNeeds Of<TRequest>(string cmdlet, StepKind[] steps, Need[] reads)
        where TRequest : StageRequest => new(cmdlet, typeof(TRequest), steps, reads);

    /// <summary>Rights without which the work goes on.</summary>
    private static IEnumerable<Need> Optional(string without, params Need[] needs) =>
        needs.Select(need => need with { Without = without });

    private static Need Describe(string what) => new(StepCatalogue.Aws, "ec2:Describe" + what);
}
