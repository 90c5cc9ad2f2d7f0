using TimescaleVpc.Sandbox.Core;

namespace TimescaleVpc.Sandbox.Http;

/// <summary>
/// The faults to come, and those that have struck. The first one of the list that is due for a request strikes it.
/// </summary>
internal sealed class FaultBook
{
    private readonly List<Entry> _entries = [];

    /// <summary>Those that are still to strike.</summary>
    public SandboxFault[] Waiting => Shown(entry => entry.Times > 0);

    /// <summary>Those that have struck.</summary>
    public SandboxFault[] Struck => Shown(entry => entry.Struck > 0);

    public void Add(SandboxFault fault)
    {
        lock (_entries) _entries.Add(new Entry(fault with { Struck = 0, Healed = 0 }));
    }

    /// <summary>Nothing more is to come.</summary>
    public void Clear()
    {
        lock (_entries)
        {
            _entries.RemoveAll(entry => entry.Struck == 0);
            foreach (var entry in _entries) entry.Times = 0;
        }
    }

    /// <summary>What takes back the faults that are added from now on.</summary>
    public Action Keep()
    {
        lock (_entries)
        {
            Entry[] before = [.. _entries];
            return () =>
            {
                lock (_entries) _entries.RemoveAll(entry => !before.Contains(entry));
            };
        }
    }

    /// <summary>The fault that strikes a request; null if none does.</summary>
    public Strike? Take(string kind, Call call)
    {
        lock (_entries)
        {
            foreach (var entry in _entries)
            {
                if (entry.Times <= 0 || !Fits(entry.Fault, kind, call)) continue;
                if (entry.Skip-- > 0) continue;
                entry.Skip = 0;
                entry.Times--;
                entry.Struck++;
                if (Spoils(entry.Fault)) entry.Open[Key(call)] = entry.Open.GetValueOrDefault(Key(call)) + 1;
                return new Strike(entry.Fault);
            }
        }

        return null;
    }

    /// <summary>What a request was answered with: one that no fault spoilt may heal what struck it before.</summary>
    public void Answered(Call call, Strike? strike, int status)
    {
        lock (_entries)
        {
            // Few worlds have faults, and their requests' bodies need not be summed.
            if (_entries.TrueForAll(entry => entry.Open.Count == 0)) return;
            if (strike is not null && Spoils(strike.Fault)) return;
            if (status >= 400 && !(call.Method == "DELETE" && status is 404 or 410)) return;
            foreach (var entry in _entries)
                if (entry.Open.Remove(Key(call), out var count)) entry.Healed += count;
        }
    }

    private static bool Fits(SandboxFault fault, string kind, Call call) =>
        (fault.Kind == "*" || fault.Kind.Same(kind)) && Subject.Fits(fault.Target, call);

    /// <summary>An answer that is only late has nothing to heal.</summary>
    private static bool Spoils(SandboxFault fault) => fault.Status > 0 || fault.Wire != "None";

    private static string Key(Call call) =>
        $"{call.Method} {call.Uri} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(
            System.Text.Encoding.UTF8.GetBytes(call.Body)))}";

    private SandboxFault[] Shown(Func<Entry, bool> which)
    {
        lock (_entries) return [.. _entries.Where(which).Select(entry => entry.Now)];
    }

    /// <summary>A fault that strikes one request.</summary>
    internal sealed record Strike(SandboxFault Fault);

    private sealed class Entry(SandboxFault fault)
    {
        public SandboxFault Fault => fault;

        public int Skip { get; set; } = fault.Skip;

        public int Times { get; set; } = fault.Times;

        public int Struck { get; set; }

        public int Healed { get; set; }

        /// <summary>Requests that were struck and have not been answered well since, and how often.</summary>
        public Dictionary<string, int> Open { get; } = new(StringComparer.Ordinal);

        public SandboxFault Now => fault with { Skip = Skip, Times = Times, Struck = Struck, Healed = Healed };
    }
}
