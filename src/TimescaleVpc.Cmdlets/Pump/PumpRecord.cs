namespace TimescaleVpc.Commands;

/// <summary>A record for the pipeline thread: an action to run there, or the end of the work.</summary>
internal readonly record struct PumpRecord(Action? Write, PumpJob? Ended);
