namespace TimescaleVpc.Engine.Transport;

/// <summary>
/// The sink and the deadline of the current work, for the wire. It follows the asynchronous flow, because the SDKs
/// between a stage and the wire have no parameter for it.
/// </summary>
internal static class AmbientWork
{
    private static readonly AsyncLocal<ISink?> Current = new();
    private static readonly AsyncLocal<DateTimeOffset?> Ends = new();

    private static readonly AsyncLocal<SignInRefusal?> Refusal = new();
    private static readonly AsyncLocal<SentChanges?> StepChanges = new();

    /// <summary>Gets what a sign-in is refused with; null where no caller needs it.</summary>
    public static SignInRefusal? SignInRefusal
    {
        get => Refusal.Value;
        set => Refusal.Value = value;
    }

    /// <summary>Gets the changing requests of a step; null outside of one.</summary>
    public static SentChanges? Changes
    {
        get => StepChanges.Value;
        set => StepChanges.Value = value;
    }

    public static ISink? Sink
    {
        get => Current.Value;
        set => Current.Value = value;
    }

    /// <summary>After this no request is repeated; null where no time was set.</summary>
    public static DateTimeOffset? Deadline
    {
        get => Ends.Value;
        set => Ends.Value = value;
    }
}
