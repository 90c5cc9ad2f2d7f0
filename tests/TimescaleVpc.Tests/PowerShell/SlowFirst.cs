using TimescaleVpc.Tests.Clients;
using TimescaleVpc.Tests.Reliability;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer("TimescaleVpc.Tests.PowerShell.SlowFirst", "TimescaleVpc.Tests")]

namespace TimescaleVpc.Tests.PowerShell;

/// <summary>Starts the longest tests first, which wait for other processes: all others run beside them.</summary>
public sealed class SlowFirst : ITestCollectionOrderer
{
    private static readonly string[] First =
    [
        NameOf<PesterCmdlets>(), NameOf<PesterPackage>(), NameOf<AzureClientTests>(), NameOf<KilledProcessTests>(),
        NameOf<AwsClientTests>(),
    ];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => Array.IndexOf(First, collection.DisplayName) is var place and >= 0
            ? place
            : First.Length);

    /// <summary>What xunit calls the collection of a class that names none.</summary>
    private static string NameOf<T>() => $"Test collection for {typeof(T).FullName}";
}
