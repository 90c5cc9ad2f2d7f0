namespace TimescaleVpc.Tests.Scenarios;

/// <summary>A script, and the world in which it begins.</summary>
/// <param name="Name">What it is called in reports, and in the name of a case.</param>
/// <param name="Steps">What is done, one after the other.</param>
internal sealed record Scenario(string Name, params Step[] Steps)
{
    /// <summary>What has happened before, in peace.</summary>
    public Step[] Before { get; init; } = [];

    /// <summary>Whether it takes everything back: the world ends as it was when it was new.</summary>
    public bool EndsAsItBegan { get; init; }

    /// <summary>
    /// Time for what is under way after the script to come to its end; an undo does not wait for a service that an
    /// earlier one has sent out.
    /// </summary>
    public TimeSpan Settling { get; init; }

    /// <summary>By day only each so many request is a kill point, where a run costs much.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>
    /// Whether it repairs what it finds. One that makes both halves anew plans each stage on the world as it is, where
    /// the old ones stand; and a rerun may make a request once more, so that a dead one lies in the recycle bin.
    /// </summary>
    public bool IsRepair { get; init; }

    /// <summary>Whether what a run of it says is so, whatever it met; else what is not.</summary>
    public Func<Run, string?> Truth { get; init; } = _ => null;

    /// <summary>An error after which a rerun cannot finish by itself, and what it says is to be done first.</summary>
    public (string ErrorId, Step Step)? Remedy { get; init; }

    /// <summary>How the platforms of its world behave.</summary>
    public Action<SandboxSettings> Habits { get; init; } = _ => { };

    /// <summary>A world of its own.</summary>
    /// <param name="order">The seed that decides the order of what goes on side by side.</param>
    public WatchedWorld NewWorld(int order = 1)
    {
        var world = new WatchedWorld(order);
        Habits(world.Settings);
        return world;
    }

    public override string ToString() => Name;
}
