namespace TimescaleVpc.Engine.Work;

/// <summary>What the steps of an item add to the lists of the record that it is about.</summary>
internal static class StepOutcome
{
    /// <summary>What was changed up to now; nothing when planning.</summary>
    public static PeeringStep[] ChangesAfter(this StepRunner runner, PeeringStep[] before) =>
        runner.Planning ? [] : [.. before, .. runner.Steps];

    /// <summary>What is planned up to now; nothing in a real run.</summary>
    public static PeeringStep[] PlanAfter(this StepRunner runner, PeeringStep[] before) =>
        runner.Planning ? [.. before, .. runner.Steps] : [];
}
