using static TimescaleVpc.Engine.Steps.StepCatalogue;

namespace TimescaleVpc.Engine.Steps;

/// <summary>What cmdlets need of Azure, and of the directory of its tenant.</summary>
internal static partial class CmdletCatalogue
{
    private static readonly Need VNets = InAzure("Microsoft.Network/virtualNetworks/read");

    private static readonly Need[] Directory =
    [
        InAzure(Roles + "roleDefinitions/read"), InAzure(Roles + "roleAssignments/read"),
        new(Entra, EntraActions.ReadApp), new(Entra, EntraActions.ReadPrincipal),
    ];

    private static readonly Need Rights =
        InAzure(Roles + "permissions/read") with { Without = "the rights are not checked before the first change" };

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

    private static readonly StepKind[] Link =
        [AddCredential, CreateLink, UpdateLink, RemoveCredential, RemoveLeftCredential, RemoveLink];

    private static CmdletNeeds[] OnAzure =>
    [
        Of<GetVNetRequest>("Get-AzureVNet", [], [VNets]),
        Of<GrantPeerRoleRequest>("Grant-AzurePeerRole", Grant, [Networks, Key, VNets, .. Directory, Rights]),
        Of<RevokePeerRoleRequest>("Revoke-AzurePeerRole", Revoke, [Networks, Key, VNets, .. Directory]),
        Of<AddPeeringRequest>([RemoveLink], [VNets]),
        Of<ApprovePeeringRequest>(Link, [VNets, .. Directory]),
        Of<WaitPeeringRequest>([], Optional(HalfNotRead, VNets)),
        Of<GetPeeringRequest>([],
        [
            .. Optional(HalfNotShown, VNets),
            .. Optional("what interrupted runs left there is not found", Directory),
        ]),
        Of<UpdatePeeringRequest>(Link, [VNets, .. Directory]),
        Of<RepairPeeringRequest>(
            // The removals: what a run left that was cut off before there was a peering.
            [.. Grant, .. Link, RemoveOwnRole, RemovePlatformRole, RemoveApplication],
            [VNets, .. Directory, Rights]),
        Of<TestServiceRequest>([], [VNets]),
        Of<RemovePeeringRequest>([RemoveLink], [VNets]),
        Of<UndoPeeringRequest>([RemoveLink, .. Revoke], [VNets, .. Directory]),
        .. Diagnosis(
        [
            VNets, .. Directory,
            InAzure("Microsoft.Network/networkSecurityGroups/read"),
            InAzure("Microsoft.Network/networkInterfaces/read"), InAzure("Microsoft.Network/routeTables/read"),
            InAzure(Roles + "locks/read"), InAzure(Roles + "denyAssignments/read"),
        ]),
        // Where no peering is there yet.
        Of<TestPeeringRequest>([], Optional(FindingNotRead, Rights, new(Entra, EntraActions.ReadPolicy))),
    ];

    private static Need InAzure(string permission) => new(StepCatalogue.Azure, permission);
}
