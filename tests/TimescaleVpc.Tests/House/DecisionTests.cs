using TimescaleVpc.Engine;

namespace TimescaleVpc.Tests.House;

/// <summary>What decides from its inputs alone is tried with all of them.</summary>
public sealed class DecisionTests
{
    [Fact]
    public void Every_decision_has_its_table()
    {
        var decisions = typeof(PeeringEngine).Assembly.GetTypes().Select(type => type.Name)
            .Where(name => name.EndsWith("Decision", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(decisions);
        var tests = typeof(DecisionTests).Assembly.GetTypes()
            .Where(type => type.Namespace == "TimescaleVpc.Tests.Decisions").Select(type => type.Name);
        Assert.Empty(decisions.Select(name => $"{name}Tests").Except(tests));
    }
}
