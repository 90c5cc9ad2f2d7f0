namespace TimescaleVpc.Engine.Errors;

/// <summary>
/// A platform has refused, and a stage may know what to do about it. It never leaves the engine: where nobody waits for
/// it, it becomes an error of the catalogue.
/// </summary>
internal abstract class RefusalException(PlatformRefusal refusal) : Exception(refusal.Said)
{
    public PlatformRefusal Refusal => refusal;

    /// <summary>The HTTP status.</summary>
    public int Status => refusal.Status;

    /// <summary>The platform's code; empty if it sent none.</summary>
    public string Code => refusal.Code;

    /// <summary>Is it one of these codes? Letter case does not count.</summary>
    public bool Is(params string[] codes) => refusal.Is(codes);

    /// <summary>What to report where nobody waits for it.</summary>
    public abstract TimescaleVpcException ToError();
}
