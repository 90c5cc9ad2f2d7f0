using TimescaleVpc.Engine.Platforms;

namespace TimescaleVpc.Engine.Peerings;

/// <summary>The state to which a stage brings a peering.</summary>
internal enum PeeringGoal
{
    /// <summary>The platform has taken the request, and waits for us or is done.</summary>
    Requested,

    /// <summary>Our half of the link stands.</summary>
    Linked,

    /// <summary>Both platforms say that it works.</summary>
    Active,
}

/// <summary>The next action for a peering.</summary>
internal enum PeeringMove
{
    Done,
    Request,
    RemoveLink,
    CreateLink,
    WaitForPlatform,

    /// <summary>A failure that Azure's propagation explains: wait a while, then ask again.</summary>
    WaitAndRequest,

    /// <summary>It is the user's turn in another stage.</summary>
    NotRequested,

    /// <summary>The state is a failure, and nothing more can be done here.</summary>
    Fail,
}

/// <summary>The observation of a peering.</summary>
/// <param name="State">The platform's word; null if it knows no connection.</param>
/// <param name="LinkState">Azure's word for our half; null if there is none.</param>
/// <param name="Requests">How often this run has asked the platform.</param>
/// <param name="MayBePropagating">Whether a role assignment is so young that Azure may not honour it
/// everywhere.</param>
internal sealed record PeeringWorld(string? State, string? LinkState, int Requests, bool MayBePropagating);

/// <summary>Decides, from goal and what was observed alone, what to do next with a peering.</summary>
internal static class PeeringDecision
{
    public static PeeringMove Next(PeeringGoal goal, PeeringWorld world)
    {
        var phase = PeeringStates.Phase(world.State);
        return goal switch
        {
            PeeringGoal.Requested => Requested(phase, world),
            PeeringGoal.Linked => Linked(phase, world),
            _ => Active(phase),
        };
    }

    private static PeeringMove Requested(PeeringPhase phase, PeeringWorld world) => phase switch
    {
        PeeringPhase.AwaitingCustomer or PeeringPhase.Active => PeeringMove.Done,
        PeeringPhase.Working or PeeringPhase.Deleting => PeeringMove.WaitForPlatform,

        // A half without its other side cannot be revived, and would prevent the platform from creating its own.
        _ when IsDisconnected(world) => PeeringMove.RemoveLink,
        PeeringPhase.None => PeeringMove.Request,

        // An end state that an earlier run left: ask again. One that this run met: only if time can cure it.
        _ when world.Requests == 0 => PeeringMove.Request,
        PeeringPhase.Failed when world.MayBePropagating && PeeringStates.MayBePropagation(world.State) =>
            PeeringMove.WaitAndRequest,
        _ => PeeringMove.Fail,
    };

    private static PeeringMove Linked(PeeringPhase phase, PeeringWorld world) => phase switch
    {
        PeeringPhase.None => PeeringMove.NotRequested,
        PeeringPhase.Working => PeeringMove.WaitForPlatform,
        PeeringPhase.AwaitingCustomer when IsDisconnected(world) => PeeringMove.RemoveLink,
        PeeringPhase.AwaitingCustomer or PeeringPhase.Active => world.LinkState is null ? PeeringMove.CreateLink
            : PeeringMove.Done,
        _ => PeeringMove.Fail,
    };

    /// <summary>The next action for a peering that is to become active.</summary>
    public static PeeringMove Active(PeeringPhase phase) => phase switch
    {
        PeeringPhase.Active => PeeringMove.Done,
        PeeringPhase.None => PeeringMove.NotRequested,
        PeeringPhase.Working or PeeringPhase.AwaitingCustomer => PeeringMove.WaitForPlatform,
        _ => PeeringMove.Fail,
    };

    private static bool IsDisconnected(PeeringWorld world) =>
        string.Equals(world.LinkState, "Disconnected", StringComparison.OrdinalIgnoreCase);
}
