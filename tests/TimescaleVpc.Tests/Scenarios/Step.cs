namespace TimescaleVpc.Tests.Scenarios;

/// <summary>One step of a scenario.</summary>
internal abstract record Step;

/// <summary>One cmdlet of a pipeline.</summary>
/// <param name="Request">What its parameters say.</param>
/// <param name="Take">What it makes of an object that comes down the pipeline; null takes it as it is.</param>
internal sealed record Cmdlet(StageRequest Request, Func<object, IEnumerable<object>>? Take = null);

/// <summary>Cmdlets, each of which gets what the one before it emitted.</summary>
/// <param name="Cmdlets">The cmdlets.</param>
internal sealed record Pipeline(params Cmdlet[] Cmdlets) : Step
{
    /// <summary>What the first one gets; a null is a cmdlet that its parameters alone drive.</summary>
    public Func<Run, IEnumerable<object?>> First { get; init; } = _ => [null];

    /// <summary>Whether it runs under -WhatIf.</summary>
    public bool Plans { get; init; }

    /// <summary>Whether it must end in an error, which is a part of the script.</summary>
    public bool Fails { get; init; }

    /// <summary>One cmdlet that its parameters alone drive.</summary>
    public static Pipeline Of(StageRequest request) => new(new Cmdlet(request));

    /// <summary>One cmdlet that gets one object.</summary>
    public static Pipeline Of(object? item, StageRequest request) =>
        new(new Cmdlet(request)) { First = _ => [item] };

    /// <summary>One cmdlet that gets what an earlier one emitted last, or something that is made of it.</summary>
    public static Pipeline After<T>(StageRequest request, Func<T, object>? take = null)
        where T : class => new(new Cmdlet(request))
        {
            First = run => run.Last<T>() is { } last ? [take is null ? last : take(last)] : [],
        };
}

/// <summary>Changes the world from outside.</summary>
/// <param name="Change">What he does.</param>
internal sealed record Outside(Func<Run, Task> Change) : Step
{
    /// <param name="change">One of the world's outside changes.</param>
    /// <param name="target">What it happens to.</param>
    public Outside(string change, string target)
        : this(change, _ => target)
    {
    }

    /// <param name="change">One of the world's outside changes.</param>
    /// <param name="target">What it happens to. Null where a failed step left nothing that it could happen to.</param>
    public Outside(string change, Func<Run, string?> target)
        : this(run =>
        {
            if (target(run) is { } one) run.World.Change(change, one);
            return Task.CompletedTask;
        })
    {
    }
}

/// <summary>One of the next requests goes wrong.</summary>
/// <param name="What">Which, and how.</param>
internal sealed record InjectedFault(SandboxFault What) : Step;

/// <summary>Time goes by.</summary>
/// <param name="Span">How much.</param>
internal sealed record Passing(TimeSpan Span) : Step;

/// <summary>Something must be true by now.</summary>
/// <param name="Holds">Fails the test if it is not.</param>
internal sealed record Check(Action<Run> Holds) : Step;
