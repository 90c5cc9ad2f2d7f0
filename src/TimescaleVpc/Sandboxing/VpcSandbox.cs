namespace TimescaleVpc;

/// <summary>
/// The simulated clouds as scripts see them: every request in order, all items of the world, the clock, and the pending
/// faults. The simulation itself is in the assembly TimescaleVpc.Sandbox.
/// </summary>
public abstract class VpcSandbox
{
    private protected VpcSandbox() { }

    /// <summary>Every request so far, in the order of arrival.</summary>
    public abstract SandboxRequest[] Requests { get; }

    /// <summary>The virtual clock. In process a wait of minutes takes no time on it.</summary>
    public abstract SandboxClock Clock { get; }

    /// <summary>
    /// Delays and habits of the simulated platforms. To a sandbox server, changes go with the next request, or with the
    /// next look at the sandbox.
    /// </summary>
    public abstract SandboxSettings Settings { get; }

    /// <summary>Faults that wait for their request, in the order they were added.</summary>
    public abstract SandboxFault[] Faults { get; }

    /// <summary>
    /// Faults that have struck, in the order they were added, whether or not more of them is to come: how often
    /// (<see cref="SandboxFault.Struck"/>), and how often a repetition healed it (<see cref="SandboxFault.Healed"/>).
    /// </summary>
    public abstract SandboxFault[] StruckFaults { get; }

    /// <summary>Adds a fault. It strikes the next requests of its kind.</summary>
    /// <param name="fault">The fault; its kind must be one of <see cref="RequestKinds"/> or <c>*</c>.</param>
    /// <exception cref="ArgumentException">The kind is unknown.</exception>
    public abstract void AddFault(SandboxFault fault);

    /// <summary>
    /// Removes all faults that are still to come; what has struck stays in <see cref="StruckFaults"/>.
    /// </summary>
    public abstract void ClearFaults();

    /// <summary>The names of all request kinds, for faults and latencies, for example <c>Arm.PutPeering</c>.</summary>
    public abstract string[] RequestKinds { get; }

    /// <summary>All that lives in the world, as plain data in a stable order. No secret is in it.</summary>
    public abstract SandboxItem[] Inventory();

    /// <summary>Items that were deleted and are still visible, for example in Entra's recycle bin.</summary>
    public abstract SandboxItem[] RecycleBin();

    /// <summary>
    /// Changes the world from outside, as another person or the platform would.
    /// </summary>
    /// <param name="change">What happens, for example <c>DeleteLink</c>; see <see cref="OutsideChanges"/>.</param>
    /// <param name="target">The id or name of what it happens to.</param>
    /// <exception cref="ArgumentException">The change or its target is unknown.</exception>
    public abstract void Change(string change, string target);

    /// <summary>The names that <see cref="Change"/> takes.</summary>
    public abstract string[] OutsideChanges { get; }

    /// <summary>Date and time in the world.</summary>
    public override string ToString() => $"Sandbox at {Clock.UtcNow:u}";

    /// <summary>What a session on it is called.</summary>
    internal virtual string Word => "sandbox";

    /// <summary>The Azure sign-in as errors name it; null names the user.</summary>
    internal virtual string? AzureSignIn => null;

    /// <summary>Puts things into the world: all of them, or none.</summary>
    /// <exception cref="SandboxPartException">One of them cannot be; the world is as it was.</exception>
    internal virtual void Add(IReadOnlyList<SandboxPart> parts) => throw new SandboxPartException(
        "-World", "this world is not in this process",
        "a world that New-VpcSandbox or Connect-Timescale -Sandbox made");

    /// <summary>The keys that each parameter of New-VpcSandbox takes.</summary>
    internal virtual IReadOnlyDictionary<string, (string[] Required, string[] Optional)> PartKeys =>
        new Dictionary<string, (string[] Required, string[] Optional)>();

    /// <summary>A description, as JSON, from which another process creates the same world.</summary>
    /// <exception cref="InvalidOperationException">It cannot be told; the message ends "since …".</exception>
    internal virtual string Recipe() => throw new InvalidOperationException("it is not a world of this process");

    /// <summary>Has a server play the world that a recipe makes, in place of its own.</summary>
    internal virtual void Become(string recipe) => throw new NotSupportedException();

    /// <summary>Has a server write where it is into a file for its owner's eyes, which goes with the server.</summary>
    /// <exception cref="ArgumentException">It cannot be written; the message says why.</exception>
    internal virtual void Publish(string file) => throw new NotSupportedException();

    /// <summary>Has the server that plays the world end; in process there is none.</summary>
    internal virtual void EndServer() { }

    /// <summary>
    /// Takes requests to all simulated hosts, in process or to the server. Each call makes a new handler on the same
    /// world.
    /// </summary>
    internal abstract HttpMessageHandler CreateHandler();

    /// <summary>The same clock for the engine's waits.</summary>
    internal abstract TimeProvider Time { get; }

    /// <summary>Counts the work in progress for the clock, which advances only when all of it waits.</summary>
    internal abstract IActivity Activity { get; }

    /// <summary>The sign-ins of the default world.</summary>
    internal abstract SandboxSignIn SignIn { get; }

    /// <summary>Tries to reach a service over the simulated networks, one check after the other.</summary>
    /// <param name="from">The ARM id of the VNet that the attempt starts in; null means the public internet.</param>
    /// <param name="host">Host name of the service.</param>
    /// <param name="port">TCP port of the service.</param>
    /// <param name="userName">Database user; null skips the login.</param>
    /// <param name="password">Password of the user.</param>
    internal abstract SandboxProbe Probe(string? from, string host, int port, string? userName, string? password);
}
