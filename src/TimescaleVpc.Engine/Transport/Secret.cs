namespace TimescaleVpc.Engine.Transport;

/// <summary>A text that must never be shown: it prints as asterisks wherever it ends up by mistake.</summary>
internal sealed class Secret(string value)
{
    /// <summary>The text itself, for the wire only.</summary>
    public string Reveal() => value;

    public override string ToString() => "***";
}
