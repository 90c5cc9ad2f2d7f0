namespace TimescaleVpc.Engine.Work;

/// <summary>How long is waited before something is looked at again.</summary>
internal static class PollIntervals
{
    /// <summary>A platform or a cloud that is at work on a VPC or a peering.</summary>
    public static readonly TimeSpan Work = TimeSpan.FromSeconds(5);

    /// <summary>Work that takes many minutes, such as the move of a service.</summary>
    public static readonly TimeSpan LongWork = TimeSpan.FromSeconds(10);

    /// <summary>A change whose answer was lost, or that does not show yet.</summary>
    public static readonly TimeSpan Outcome = TimeSpan.FromSeconds(3);

    /// <summary>A directory in which a change is spreading.</summary>
    public static readonly TimeSpan Directory = TimeSpan.FromSeconds(5);
}
