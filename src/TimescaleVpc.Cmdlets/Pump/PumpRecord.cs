namespace TimescaleVpc.Commands;

/// <summary>What work has for the pipeline thread: something to do there, or its own end.</summary>
internal readonly record struct PumpRecord(Action? Write, PumpJob? Ended);
