namespace TimescaleVpc.Engine.Work;

/// <summary>
/// How long waits usually take, for progress bars. The guides say "some minutes"; these are rounded guesses within
/// that, and nothing depends on them.
/// </summary>
internal static class UsualTimes
{
    public static readonly TimeSpan Peering = TimeSpan.FromMinutes(2);

    public static readonly TimeSpan Removal = TimeSpan.FromMinutes(1);

    public static readonly TimeSpan Vpc = TimeSpan.FromMinutes(3);

    public static readonly TimeSpan ServiceMove = TimeSpan.FromMinutes(5);

    public static readonly TimeSpan RolePropagation = TimeSpan.FromMinutes(5);
}
