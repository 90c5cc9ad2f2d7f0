using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Reliability;

/// <summary>One cmdlet of a pipeline.</summary>
/// <param name="Request">What its parameters say.</param>
/// <param name="Take">What it makes of an object that comes down the pipeline; null takes it as it is.</param>
internal sealed record Step(StageRequest Request, Func<object, IEnumerable<object>>? Take = null);

/// <summary>One pipeline: each stage gets what the one before it emitted.</summary>
/// <param name="First">What the first stage gets; a null is a stage that its request alone drives.</param>
/// <param name="Steps">The stages.</param>
internal sealed record Pipeline(object?[] First, params Step[] Steps)
{
    public Pipeline(params Step[] steps)
        : this([null], steps)
    {
    }
}

/// <summary>A script of pipelines that is killed, and run again.</summary>
/// <param name="Name">What it is called in reports.</param>
/// <param name="Pipelines">The script.</param>
internal sealed record Scenario(string Name, params Pipeline[] Pipelines)
{
    /// <summary>What was there before, made in peace.</summary>
    public Pipeline[] Earlier { get; init; } = [];

    /// <summary>How the platforms of its world behave.</summary>
    public Action<SandboxSettings> Habits { get; init; } = _ => { };

    /// <summary>What happened to the world between that and the script.</summary>
    public Func<Walk, Task> Meanwhile { get; init; } = _ => Task.CompletedTask;

    /// <summary>Whether it takes everything back: the world ends as it was when it was new.</summary>
    public bool EndsAsItBegan { get; init; }

    /// <summary>
    /// Time for what is under way after the script to come to its end; an undo does not wait for a service that an
    /// earlier one has sent out.
    /// </summary>
    public TimeSpan Settling { get; init; }

    /// <summary>By day only each so many request is a kill point, where a run costs much.</summary>
    public int Stride { get; init; } = 1;

    public override string ToString() => Name;
}
