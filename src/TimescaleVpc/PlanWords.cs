namespace TimescaleVpc;

/// <summary>What comes next after a plan: the same words for all records.</summary>
internal static class PlanWords
{
    /// <summary>The next step of a planned object; null for one that is not planned.</summary>
    public static string? Next(bool isPlanned, PeeringStep[] plan) => !isPlanned ? null
        : plan.Length == 0 ? "Nothing needs to be changed." : "Nothing was changed: run it without -WhatIf.";
}
