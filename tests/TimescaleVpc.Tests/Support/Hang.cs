namespace TimescaleVpc.Tests.Support;

/// <summary>
/// Gives up a test that hangs. No test asserts how long something takes: a busy machine makes it slow, not red.
/// </summary>
internal static class Hang
{
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>Until something that other threads or processes do is seen.</summary>
    public static async Task UntilAsync(Func<bool> isSeen)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!isSeen()) await Task.Delay(1, limit.Token);
    }
}
