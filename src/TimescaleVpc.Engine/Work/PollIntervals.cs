namespace TimescaleVpc.Engine.Work;

/// <summary>The intervals between two reads of a state.</summary>
internal static class PollIntervals
{
    /// <summary>A platform or a cloud that is at work on a VPC or a peering.</summary>
    public static readonly TimeSpan Work = TimeSpan.FromSeconds(5);

    /// <summary>Work that takes many minutes, such as the move of a service.</summary>
    public static readonly TimeSpan LongWork = TimeSpan.FromSeconds(10);

    /// <summary>What a cloud has just done, and shows after a moment as a rule.</summary>
    public static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    /// <summary>A change whose response was lost, or that is not visible yet.</summary>
    public static readonly TimeSpan Outcome = TimeSpan.FromSeconds(3);

    /// <summary>A directory in which a change is spreading.</summary>
    public static readonly TimeSpan Directory = TimeSpan.FromSeconds(5);
}

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
