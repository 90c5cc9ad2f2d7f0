namespace TimescaleVpc.Engine.Transport;

/// <summary>
/// Whom the wire reports to. It follows the asynchronous flow, because the SDKs between a stage and the wire take no
/// argument for it.
/// </summary>
internal static class Scope
{
    private static readonly AsyncLocal<ISink?> Current = new();

    public static ISink? Sink
    {
        get => Current.Value;
        set => Current.Value = value;
    }
}
