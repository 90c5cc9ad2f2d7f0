namespace TimescaleVpc;

/// <summary>A sandbox server that this process has started. Disposing asks it to end and does not wait.</summary>
internal interface IServerProcess : IDisposable
{
    /// <summary>Whether it has ended, for any reason.</summary>
    bool HasExited { get; }

    /// <summary>
    /// Whether a runspace owns it. Until then it ends with the stage that started it, so that Ctrl+C in between leaves
    /// nothing behind.
    /// </summary>
    bool IsKept { get; set; }
}
