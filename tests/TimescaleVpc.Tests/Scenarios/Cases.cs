using System.Collections.Concurrent;
using TimescaleVpc.Tests.Support;
using Xunit.Abstractions;

namespace TimescaleVpc.Tests.Scenarios;

/// <summary>
/// Runs cases of one part of the tests, two at a time. A failure is told with the line that repeats it.
/// </summary>
/// <param name="part">Which tests.</param>
internal sealed class Cases(string part)
{
    private readonly ConcurrentQueue<string> failures = new();
    private int count;

    /// <summary>How many were run.</summary>
    public int Count => count;

    public int Failed => failures.Count;

    /// <param name="cases">The cases.</param>
    /// <param name="name">The name of each, by which it is found again.</param>
    /// <param name="run">Runs one, and throws what is wrong.</param>
    public Task RunAsync<T>(IEnumerable<T> cases, Func<T, string> name, Func<T, Task> run) => Parallel.ForEachAsync(
        cases, new ParallelOptions { MaxDegreeOfParallelism = 2 },
        async (one, _) => await RunAsync(name(one), () => run(one)));

    public async Task RunAsync(string name, Func<Task> run)
    {
        Interlocked.Increment(ref count);
        try
        {
            await run().WaitAsync(Hang.Limit);
        }
        catch (Exception error)
        {
            var text = error is TimeoutException ? "It does not end." : $"{error.Message}";
            failures.Enqueue($"{new Case(part, name).Line()}\n{text}");
        }
    }

    /// <summary>Prints all failures in full, and fails if there is one.</summary>
    public void AssertNone(ITestOutputHelper? output = null)
    {
        foreach (var failure in failures) output?.WriteLine(failure);
        Assert.True(failures.IsEmpty, string.Join("\n\n", failures.Order(StringComparer.Ordinal)));
    }
}
