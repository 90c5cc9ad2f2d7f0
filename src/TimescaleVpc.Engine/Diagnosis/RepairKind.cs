namespace TimescaleVpc.Engine.Diagnosis;

/// <summary>The work of this module that repairs a finding, in the order in which it is done.</summary>
internal enum RepairKind
{
    /// <summary>Removes what an interrupted run left behind.</summary>
    Undo,

    /// <summary>Runs Remove-VpcPeering, then the pipeline: one half cannot be made anew without the other.</summary>
    Remake,

    /// <summary>Runs Grant-AzurePeerRole: applications, roles, assignments.</summary>
    Grant,

    /// <summary>Runs Add-VpcPeering: the platform's half.</summary>
    Request,

    /// <summary>Runs Approve-VpcPeering: the customer's half, with its routes.</summary>
    Approve,

    /// <summary>Runs Update-VpcPeering, and waits, so that changed ranges are known.</summary>
    Update,

    /// <summary>Runs Grant-AwsPeerEgress: the security group's rules.</summary>
    Egress,

    /// <summary>Runs Wait-VpcPeering.</summary>
    Wait,
}
