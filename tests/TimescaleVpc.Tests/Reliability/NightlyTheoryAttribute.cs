namespace TimescaleVpc.Tests.Reliability;

/// <summary>A theory that takes too long for every build.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NightlyTheoryAttribute : TheoryAttribute
{
    public NightlyTheoryAttribute()
    {
        if (!Nightly.IsOn) Skip = "Takes long; set TIMESCALEVPC_NIGHTLY=1.";
    }
}
