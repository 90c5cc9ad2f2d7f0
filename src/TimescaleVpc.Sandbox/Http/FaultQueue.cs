namespace TimescaleVpc.Sandbox.Http;

/// <summary>
/// The faults that are to be injected, and those that were. The first pending one that matches a request is taken.
/// </summary>
internal sealed class FaultQueue
{
    private readonly List<Entry> entries = [];

    /// <summary>The faults that are still to be injected.</summary>
    public SandboxFault[] Pending => Select(entry => entry.Times > 0);

    /// <summary>The faults that were injected at least once.</summary>
    public SandboxFault[] Injected => Select(entry => entry.Injections > 0);

    public void Add(SandboxFault fault)
    {
        lock (entries) entries.Add(new Entry(fault with { Struck = 0, Healed = 0 }));
    }

    /// <summary>Removes all pending faults.</summary>
    public void Clear()
    {
        lock (entries)
        {
            entries.RemoveAll(entry => entry.Injections == 0);
            foreach (var entry in entries) entry.Times = 0;
        }
    }

    /// <summary>Returns an action that removes the faults that are added from now on.</summary>
    public Action Snapshot()
    {
        lock (entries)
        {
            Entry[] before = [.. entries];
            return () =>
            {
                lock (entries) entries.RemoveAll(entry => !before.Contains(entry));
            };
        }
    }

    /// <summary>Takes the fault that matches a request; null if there is none.</summary>
    public SandboxFault? Take(string kind, SimulatedRequest request)
    {
        lock (entries)
        {
            foreach (var entry in entries)
            {
                if (entry.Times <= 0 || !Matches(entry.Fault, kind, request)) continue;
                if (entry.Skip-- > 0) continue;
                entry.Skip = 0;
                entry.Times--;
                entry.Injections++;
                if (Corrupts(entry.Fault))
                    entry.Unhealed[Key(request)] = entry.Unhealed.GetValueOrDefault(Key(request)) + 1;
                return entry.Fault;
            }
        }

        return null;
    }

    /// <summary>
    /// Records the status of a response. One that no fault corrupted marks earlier faults of the same request as
    /// healed.
    /// </summary>
    public void OnResponded(SimulatedRequest request, SandboxFault? fault, int status)
    {
        lock (entries)
        {
            // Most worlds have no faults; the hash of the body is then not needed.
            if (entries.TrueForAll(entry => entry.Unhealed.Count == 0)) return;
            if (fault is not null && Corrupts(fault)) return;
            if (status >= 400 && !(request.Method == "DELETE" && status is 404 or 410)) return;
            foreach (var entry in entries)
                if (entry.Unhealed.Remove(Key(request), out var count)) entry.Healed += count;
        }
    }

    private static bool Matches(SandboxFault fault, string kind, SimulatedRequest request) =>
        (fault.Kind == "*" || Same(fault.Kind, kind)) && FaultTarget.Matches(fault.Target, request);

    /// <summary>A response that is only delayed is not corrupted.</summary>
    private static bool Corrupts(SandboxFault fault) => fault.Status > 0 || fault.Wire != "None";

    private static string Key(SimulatedRequest request) =>
        $"{request.Method} {request.Uri} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(
            System.Text.Encoding.UTF8.GetBytes(request.Body)))}";

    private SandboxFault[] Select(Func<Entry, bool> which)
    {
        lock (entries) return [.. entries.Where(which).Select(entry => entry.Current)];
    }

    private sealed class Entry(SandboxFault fault)
    {
        public SandboxFault Fault => fault;

        public int Skip { get; set; } = fault.Skip;

        public int Times { get; set; } = fault.Times;

        public int Injections { get; set; }

        public int Healed { get; set; }

        /// <summary>
        /// Requests into which a fault was injected and that have not succeeded since, and how often.
        /// </summary>
        public Dictionary<string, int> Unhealed { get; } = new(StringComparer.Ordinal);

        public SandboxFault Current => fault with { Skip = Skip, Times = Times, Struck = Injections, Healed = Healed };
    }
}
