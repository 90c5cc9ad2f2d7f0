using System.Diagnostics;
using System.Globalization;

namespace TimescaleVpc.Sandbox.Server;

/// <summary>Prints the stages of the demo: the command, its captured values and the time it took.</summary>
internal sealed class DemoPage
{
    private int stages;

    /// <summary>Begins a walkthrough.</summary>
    public static void Title(string text)
    {
        Terminal.Line();
        Terminal.Line($"== {text}");
    }

    /// <summary>Runs a stage and prints it.</summary>
    /// <param name="title">The command as it would be typed.</param>
    /// <param name="clock">The virtual clock; null before there is one.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="fields">What to show of its result.</param>
    public async Task<T> ShowAsync<T>(
        string title, Func<SandboxClock?> clock, Func<Task<T>> stage, Func<T,
        IEnumerable<(string Name, object? Value)>> fields)
    {
        Terminal.Line();
        Terminal.Line($"{++stages}. {title}");
        var (virtualStart, watch) = (clock()?.UtcNow, Stopwatch.StartNew());
        var result = await stage();
        watch.Stop();

        foreach (var (name, value) in fields(result)) Terminal.Line($"     {name,-28} {Text(value)}");
        var platforms = virtualStart is { } start ? clock()!.UtcNow - start : TimeSpan.Zero;
        Terminal.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"     -- platforms {platforms:hh\\:mm\\:ss} (virtual), " +
            $"program {watch.Elapsed.TotalSeconds:0.00} s (real)"));
        return result;
    }

    private static string Text(object? value) => value switch
    {
        null => "-",
        IEnumerable<PeeringStep> steps => string.Join(", ", steps.Select(step => step.Action)),
        IEnumerable<string> texts => string.Join(", ", texts),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "-",
    };
}
