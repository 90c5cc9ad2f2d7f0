namespace TimescaleVpc.Engine.Work;

/// <summary>
/// How long a refusal, or an empty list, is taken for a platform that does not show yet what is there. It begins when
/// it is first asked: whatever took long before that has used up nothing of it.
/// </summary>
internal sealed class Patience(ItemContext context, TimeSpan limit)
{
    private DateTimeOffset? ends;

    /// <summary>Whether nothing is waited for any longer, by this limit or by the deadline.</summary>
    public bool DeadlinePassed => context.Clock.Now >= (ends ??= context.Clock.Now + limit) || context.DeadlinePassed;
}
