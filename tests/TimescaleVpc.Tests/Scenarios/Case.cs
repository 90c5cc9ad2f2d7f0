namespace TimescaleVpc.Tests.Scenarios;

/// <summary>
/// A case of the reliability tests by its name: what a failure prints, and what TIMESCALEVPC_CASE holds to run it
/// again, alone.
/// </summary>
/// <param name="Part">Which tests, such as <c>kill</c>.</param>
/// <param name="Name">Which of their cases, with seed and order.</param>
internal sealed record Case(string Part, string Name)
{
    public const string Variable = "TIMESCALEVPC_CASE";

    private const string Between = ": ";

    /// <summary>The case that the environment asks for; null if it asks for none.</summary>
    public static Case? Given { get; } =
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text ? Parse(text) : null;

    public static Case Parse(string text) => text.Split(Between, 2) is [var part, var name] ? new(part, name)
        : throw new FormatException($"'{text}' is no case, such as 'kill: azure: Arm.PutPeering SUBJECT #1 After'.");

    /// <summary>The line for a shell that runs this case and no other.</summary>
    /// <param name="test">The test that does so.</param>
    public string Line(string test = nameof(CaseTests)) => $"{Variable}='{$"{this}".Replace("'", "'\\''")}' "
        + $"dotnet test tests/TimescaleVpc.Tests --filter FullyQualifiedName~{test}";

    public override string ToString() => $"{Part}{Between}{Name}";
}
