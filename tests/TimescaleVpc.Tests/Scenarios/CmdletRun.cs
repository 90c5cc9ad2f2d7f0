using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Scenarios;

/// <summary>One cmdlet of a run: what it was asked, and what it said.</summary>
/// <param name="Request">Its parameters.</param>
/// <param name="Items">What came down the pipeline to it.</param>
/// <param name="Plans">Whether it ran under -WhatIf.</param>
internal sealed record CmdletRun(StageRequest Request, IReadOnlyList<object?> Items, bool Plans)
{
    public Collector Said { get; } = new(Plans);

    /// <summary>How long it took, on the world's clock.</summary>
    public TimeSpan Took { get; set; }

    /// <summary>The time that it has by itself.</summary>
    public TimeSpan Limit => TimeSpan.FromMinutes(Request switch
    {
        TestServiceRequest => 5,
        UndoPeeringRequest => 40,
        _ => 20,
    });

    /// <summary>Whether it emits something for all that it gets, unless it fails.</summary>
    public bool Emits => Request is ConnectRequest or NewVpcRequest or GrantPeerRoleRequest or AddPeeringRequest
        or ApprovePeeringRequest or GrantEgressRequest or WaitPeeringRequest or UpdatePeeringRequest
        or SetServiceRequest or TestServiceRequest or UndoPeeringRequest;

    public override string ToString() => Request.GetType().Name;
}
