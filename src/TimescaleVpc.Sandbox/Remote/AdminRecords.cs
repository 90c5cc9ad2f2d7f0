namespace TimescaleVpc.Sandbox.Remote;

/// <summary>The state of a server.</summary>
/// <param name="Start">The sandbox's time when the server started, UTC.</param>
/// <param name="Now">The sandbox's time, UTC.</param>
/// <param name="Speed">Seconds that pass in the sandbox for each real one.</param>
/// <param name="Seed">The seed of the world.</param>
internal sealed record ServerState(DateTime Start, DateTime Now, double Speed, int Seed);

/// <summary>Moves the clock.</summary>
/// <param name="By">How far.</param>
internal sealed record AdvanceRequest(TimeSpan By);

/// <summary>An outside change.</summary>
/// <param name="Change">What happens.</param>
/// <param name="Target">What it happens to.</param>
internal sealed record ChangeRequest(string Change, string Target);

/// <summary>A new world in place of the old.</summary>
/// <param name="Seed">Its seed; null takes the old one again.</param>
internal sealed record ResetRequest(int? Seed);

/// <summary>An attempt to reach a service; see <see cref="VpcSandbox.Probe"/>.</summary>
internal sealed record ProbeRequest(string? From, string Host, int Port, string? UserName, string? Password)
{
    /// <summary>The password must not end in a log through the compiler's ToString.</summary>
    public override string ToString() => $"{Host}:{Port}";
}

/// <summary>The path of the connection file that the server writes.</summary>
/// <param name="File">The whole path.</param>
internal sealed record PublishRequest(string File);

/// <summary>The reason for which the server refused a request.</summary>
/// <param name="Error">One line.</param>
/// <param name="Part">The part that the world refuses, if that is the reason.</param>
internal sealed record AdminRefusal(string Error, PartRefusal? Part = null);

/// <summary>A <see cref="SandboxPartException"/> on its way.</summary>
internal sealed record PartRefusal(string Label, string Problem, string Keys);
