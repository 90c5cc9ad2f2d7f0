using TimescaleVpc.Sandbox.Core;

namespace TimescaleVpc.Sandbox.Http;

/// <summary>The faults to come. The first one of the list that is due for a request strikes it.</summary>
internal sealed class FaultBook
{
    private readonly List<Entry> _entries = [];

    public SandboxFault[] All
    {
        get { lock (_entries) return [.. _entries.Select(entry => entry.Left())]; }
    }

    public void Add(SandboxFault fault)
    {
        lock (_entries) _entries.Add(new Entry(fault));
    }

    public void Clear()
    {
        lock (_entries) _entries.Clear();
    }

    /// <summary>What brings back the faults of now.</summary>
    public Action Keep()
    {
        SandboxFault[] before = All;
        return () =>
        {
            Clear();
            foreach (var fault in before) Add(fault);
        };
    }

    public SandboxFault? Take(string kind)
    {
        lock (_entries)
        {
            foreach (var entry in _entries)
            {
                if (entry.Fault.Kind != "*" && !entry.Fault.Kind.Same(kind)) continue;
                if (entry.Skip-- > 0) continue;
                entry.Skip = 0;
                if (--entry.Times <= 0) _entries.Remove(entry);
                return entry.Fault;
            }
        }

        return null;
    }

    private sealed class Entry(SandboxFault fault)
    {
        public SandboxFault Fault => fault;

        public int Skip { get; set; } = fault.Skip;

        public int Times { get; set; } = fault.Times;

        public SandboxFault Left() => fault with { Skip = Skip, Times = Times };
    }
}
