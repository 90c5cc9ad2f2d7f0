namespace TimescaleVpc.Engine.Work;

/// <summary>The steps of an item for the lists of its record.</summary>
internal static class StepOutcome
{
    /// <summary>The changes so far; empty in a plan.</summary>
    public static PeeringStep[] ChangesAfter(this StepRunner runner, IEnumerable<PeeringStep> before) =>
        runner.Planning ? [] : [.. before, .. runner.Steps];

    /// <summary>The planned steps so far; empty in a real run.</summary>
    public static PeeringStep[] PlanAfter(this StepRunner runner, IEnumerable<PeeringStep> before) =>
        runner.Planning ? [.. before, .. runner.Steps] : [];
}
