using System.Text.Json.Nodes;

namespace TimescaleVpc.Sandbox.Remote;

/// <summary>
/// The seeds and steps that created a world; repeated, they create the same world. What requests have done is not among
/// them, so a world that has answered one has no recipe.
/// </summary>
/// <param name="Seed">Decides the ids.</param>
/// <param name="Order">Decides the order of turns.</param>
/// <param name="IsEmpty">Whether networks and services were left out.</param>
/// <param name="Steps">What was put into it and changed from outside, in this order.</param>
/// <param name="Now">The world's time.</param>
/// <param name="Settings">The settings at the end.</param>
/// <param name="Faults">The faults to come.</param>
internal sealed record WorldRecipe(
    int Seed, int Order, bool IsEmpty, IReadOnlyList<WorldStep> Steps, DateTime Now, JsonObject Settings,
    IReadOnlyList<SandboxFault> Faults)
{
    /// <exception cref="SandboxPartException">A part is refused.</exception>
    /// <exception cref="ArgumentException">A change is refused.</exception>
    public SandboxWorld Create()
    {
        var world = new SandboxWorld(Seed, IsEmpty, Order);
        foreach (var step in Steps)
        {
            Reach(world, step.At);
            world.Change(step.Settings);
            if (step.Parts is { } parts) ((VpcSandbox)world).Add([.. parts.Select(part => part.Part())]);
            if (step.Change is { } change) world.Change(change.Change, change.Target);
        }

        Reach(world, Now);
        world.Change(Settings);
        foreach (var fault in Faults) world.AddFault(fault);
        return world;
    }

    private static void Reach(SandboxWorld world, DateTime time)
    {
        var ahead = time - world.Clock.UtcNow;
        if (ahead > TimeSpan.Zero) world.Clock.Advance(ahead);
    }
}

/// <summary>One of its steps: parts that were added, or an outside change.</summary>
/// <param name="At">The world's time.</param>
/// <param name="Settings">The settings that held then.</param>
/// <param name="Parts">Added parts.</param>
/// <param name="Change">The change.</param>
internal sealed record WorldStep(DateTime At, JsonObject Settings, PartData[]? Parts, ChangeRequest? Change);
