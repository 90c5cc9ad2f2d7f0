namespace TimescaleVpc;

/// <summary>Something cannot be put into a sandbox's world; nothing was.</summary>
/// <param name="label">Which part.</param>
/// <param name="problem">What is wrong with it: value and rule, without a full stop.</param>
/// <param name="keys">What it takes instead.</param>
internal sealed class SandboxPartException(string label, string problem, string keys) : Exception($"{label}: {problem}")
{
    public string Label => label;

    public string Problem => problem;

    public string Keys => keys;
}
