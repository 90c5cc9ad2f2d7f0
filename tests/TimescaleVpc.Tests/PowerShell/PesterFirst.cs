using Xunit.Abstractions;

[assembly: TestCollectionOrderer("TimescaleVpc.Tests.PowerShell.PesterFirst", "TimescaleVpc.Tests")]

namespace TimescaleVpc.Tests.PowerShell;

/// <summary>Starts the longest test first, which another process works on: all others run beside it.</summary>
public sealed class PesterFirst : ITestCollectionOrderer
{
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => collection.DisplayName == PesterGroup.Name ? 0 : 1);
}

/// <summary>The Pester suite, by itself.</summary>
[CollectionDefinition(Name)]
public sealed class PesterGroup
{
    public const string Name = "Pester";
}
