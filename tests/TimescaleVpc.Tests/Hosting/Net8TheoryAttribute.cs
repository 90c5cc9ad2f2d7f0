namespace TimescaleVpc.Tests.Hosting;

/// <summary>A test that needs a .NET 8; skipped, and it says so, where its packages cannot be had.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class Net8TheoryAttribute : TheoryAttribute
{
    public Net8TheoryAttribute()
    {
        if (Runtimes.Net8 is null) Skip = Runtimes.WhyNoNet8;
    }
}
