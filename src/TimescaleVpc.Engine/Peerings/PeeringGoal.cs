namespace TimescaleVpc.Engine.Peerings;

/// <summary>The state that a peering is to reach.</summary>
internal enum PeeringGoal
{
    /// <summary>The platform has made its half and waits for the customer's, or is done.</summary>
    Requested,

    /// <summary>The customer's half is made.</summary>
    Approved,

    /// <summary>Both halves work.</summary>
    Active,

    /// <summary>Neither half is there.</summary>
    Removed,
}

/// <summary>The next action for a peering.</summary>
internal enum PeeringMove
{
    /// <summary>The goal is reached, or all that can be done without waiting is done.</summary>
    Done,

    /// <summary>The customer's half has to be looked at before anything can be decided.</summary>
    LookAtCustomerHalf,

    /// <summary>Ask the platform for the peering.</summary>
    Request,

    /// <summary>A failure that Azure's propagation explains: wait a while, then ask again.</summary>
    WaitAndRequest,

    /// <summary>Remove both halves of an earlier try, which the platform keeps for another application.</summary>
    Withdraw,

    /// <summary>Make the customer's half.</summary>
    MakeCustomerHalf,

    /// <summary>Remove the customer's half.</summary>
    RemoveCustomerHalf,

    /// <summary>Have the platform delete its half.</summary>
    DeletePlatformHalf,

    /// <summary>Wait until the platform has done its work.</summary>
    Wait,

    /// <summary>The peering was not requested from the platform.</summary>
    FailNotRequested,

    /// <summary>The platform reports a state from which no waiting leads to the goal.</summary>
    FailState,

    /// <summary>The platform says that the peering works, and does not name what the customer's half needs.</summary>
    FailUnnamed,

    /// <summary>The platform says that the peering works, and the customer's half is missing or dead.</summary>
    FailCustomerHalf,
}
