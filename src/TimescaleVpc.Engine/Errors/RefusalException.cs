namespace TimescaleVpc.Engine.Errors;

/// <summary>
/// A platform's refusal, which a stage may handle. It never leaves the engine: if it is not handled, it becomes an
/// error of the catalogue.
/// </summary>
internal abstract class RefusalException(PlatformRefusal refusal) : Exception(refusal.Said)
{
    public PlatformRefusal Refusal => refusal;

    /// <summary>The HTTP status.</summary>
    public int Status => refusal.Status;

    /// <summary>The platform's code; empty if it sent none.</summary>
    public string Code => refusal.Code;

    /// <summary>Whether it has one of these codes, ignoring case.</summary>
    public bool Is(params string[] codes) => refusal.Is(codes);

    /// <summary>Whether it is about the caller and not about the target of the request.</summary>
    public virtual bool IsAboutSignIn => false;

    /// <summary>The error if it is not handled.</summary>
    public abstract TimescaleVpcException ToError();
}
