namespace TimescaleVpc.Engine.Transport;

/// <summary>
/// A refusal on its way through an SDK, which would read it in its own way and lose part of it. The client above the
/// SDK turns it into its own exception.
/// </summary>
internal sealed class RefusedException(PlatformRefusal refusal) : Exception(refusal.Said)
{
    public PlatformRefusal Refusal => refusal;
}
