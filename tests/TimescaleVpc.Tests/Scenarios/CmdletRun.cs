using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Scenarios;

/// <summary>One cmdlet of a run: what it was asked, and what it said.</summary>
/// <param name="Request">Its parameters.</param>
/// <param name="Items">What came down the pipeline to it.</param>
/// <param name="Plans">Whether it ran under -WhatIf.</param>
internal sealed record CmdletRun(StageRequest Request, IReadOnlyList<object?> Items, bool Plans)
{
    private static readonly Dictionary<Type, string> Names = new()
    {
        [typeof(ConnectRequest)] = "Connect-Timescale",
        [typeof(NewVpcRequest)] = "New-TimescaleVpc",
        [typeof(GetVpcRequest)] = "Get-TimescaleVpc",
        [typeof(RenameVpcRequest)] = "Rename-TimescaleVpc",
        [typeof(RemoveVpcRequest)] = "Remove-TimescaleVpc",
        [typeof(GetVNetRequest)] = "Get-AzureVNet",
        [typeof(GetAwsVpcRequest)] = "Get-AwsVpc",
        [typeof(GrantPeerRoleRequest)] = "Grant-AzurePeerRole",
        [typeof(RevokePeerRoleRequest)] = "Revoke-AzurePeerRole",
        [typeof(GrantEgressRequest)] = "Grant-AwsPeerEgress",
        [typeof(RevokeEgressRequest)] = "Revoke-AwsPeerEgress",
        [typeof(AddPeeringRequest)] = "Add-VpcPeering",
        [typeof(ApprovePeeringRequest)] = "Approve-VpcPeering",
        [typeof(WaitPeeringRequest)] = "Wait-VpcPeering",
        [typeof(GetPeeringRequest)] = "Get-VpcPeering",
        [typeof(TestPeeringRequest)] = "Test-VpcPeering",
        [typeof(ExportTopologyRequest)] = "Export-VpcTopology",
        [typeof(RepairPeeringRequest)] = "Repair-VpcPeering",
        [typeof(UpdatePeeringRequest)] = "Update-VpcPeering",
        [typeof(RemovePeeringRequest)] = "Remove-VpcPeering",
        [typeof(UndoPeeringRequest)] = "Undo-VpcPeering",
        [typeof(SetServiceRequest)] = "Set-ServiceVpc",
        [typeof(GetServiceRequest)] = "Get-ServiceVpc",
        [typeof(TestServiceRequest)] = "Test-ServiceVpc",
    };

    public Collector Said { get; } = new(Plans);

    /// <summary>Whether its errors are a part of the script.</summary>
    public bool Fails { get; set; }

    /// <summary>What users call it.</summary>
    public string Name => Names.GetValueOrDefault(Request.GetType(), Request.GetType().Name);

    /// <summary>How long it took, on the world's clock.</summary>
    public TimeSpan Took { get; set; }

    /// <summary>The time that it has by itself.</summary>
    public TimeSpan Limit => TimeSpan.FromMinutes(Request switch
    {
        TestServiceRequest => 5,
        UndoPeeringRequest => 40,
        // With the way back.
        SetServiceRequest => 35,
        _ => 20,
    });

    /// <summary>Whether it emits something for all that it gets, unless it fails.</summary>
    public bool Emits => Request is ConnectRequest or NewVpcRequest or GrantPeerRoleRequest or AddPeeringRequest
        or ApprovePeeringRequest or GrantEgressRequest or WaitPeeringRequest or UpdatePeeringRequest
        or SetServiceRequest or TestServiceRequest or UndoPeeringRequest;

    public override string ToString() => Name;
}
