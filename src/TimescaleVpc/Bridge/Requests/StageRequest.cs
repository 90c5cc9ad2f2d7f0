namespace TimescaleVpc;

/// <summary>The request of a cmdlet to the engine.</summary>
internal abstract record StageRequest
{
    /// <summary>The session given by -Session.</summary>
    public TimescaleSession? Session { get; init; }

    /// <summary>The runspace's current session, used where neither -Session nor the piped object names one.</summary>
    public TimescaleSession? CurrentSession { get; init; }

    /// <summary>The longest that one item may take; null takes the stage's default.</summary>
    public TimeSpan? Timeout { get; init; }
}
