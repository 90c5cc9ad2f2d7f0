namespace TimescaleVpc.Tests.Reachability;

/// <summary>A test that needs /bin/sh.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (!File.Exists("/bin/sh"))
            Skip = "No /bin/sh on this machine.";
    }
}
