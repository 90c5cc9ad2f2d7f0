namespace TimescaleVpc.Tests.Reachability;

/// <summary>A test that needs PostgreSQL's server programs; skipped where there are none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute()
    {
        if (PostgresBinaries.Folder is null)
            Skip = "No PostgreSQL server programs (initdb, postgres) found on this machine.";
    }
}
