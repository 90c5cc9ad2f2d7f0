namespace TimescaleVpc.Engine.Work;

/// <summary>
/// The time for which a refusal or an empty list can mean that a platform does not show an existing object yet. It
/// begins at the first question: earlier work does not use it up.
/// </summary>
internal sealed class Patience(ItemContext context, TimeSpan limit)
{
    private DateTimeOffset? ends;

    /// <summary>Whether nothing is waited for any longer, by this limit or by the deadline.</summary>
    public bool DeadlinePassed => context.Clock.Now >= (ends ??= context.Clock.Now + limit) || context.DeadlinePassed;
}
