namespace TimescaleVpc.Tests.Reachability;

/// <summary>Shares the servers among the test classes that need them.</summary>
[CollectionDefinition(Name)]
public sealed class PostgresGroup : ICollectionFixture<PostgresFixture>
{
    public const string Name = "PostgreSQL";
}
