using System.Text.RegularExpressions;
using TimescaleVpc.Tests.Diagnosis;
using TimescaleVpc.Tests.Privilege;
using TimescaleVpc.Tests.Reliability;
using TimescaleVpc.Tests.Reliability.Model;
using TimescaleVpc.Tests.Reliability.Secrets;
using Xunit.Abstractions;

namespace TimescaleVpc.Tests.Scenarios;

/// <summary>A failure prints a line, and the line repeats the case that failed.</summary>
public sealed partial class CaseTests(ITestOutputHelper output)
{
    private Dictionary<string, Func<string, Task>> Parts => new()
    {
        ["kill"] = KillMatrix.AgainAsync,
        ["fault"] = FaultMatrix.AgainAsync,
        ["race"] = Race.AgainAsync,
        ["story"] = ModelTests.AgainAsync,
        ["secret"] = SecretCanaryTests.AgainAsync,
        ["privilege"] = PrivilegeTests.AgainAsync,
        ["end"] = KilledEnds.AgainAsync,
        ["process"] = new KilledProcessTests(output).AgainAsync,
    };

    [Fact]
    public async Task The_case_of_the_environment()
    {
        // Inputs for parsers are tried where their parser is.
        if (Case.Given is not { Part: not "fuzz" } testCase) return;
        Assert.True(
            Parts.TryGetValue(testCase.Part, out var again), $"There are {string.Join(", ", Parts.Keys)}, fuzz.");
        output.WriteLine($"{testCase}");
        await again(testCase.Name);
    }

    /// <summary>The name in the line of a failure, as a shell reads it, is that of the case that failed.</summary>
    [Fact]
    public async Task The_line_of_a_failure_names_its_case()
    {
        string[] names =
        [
            "azure: Graph.ListApplications applications?$filter=tags/any(t:t eq 'TimescaleVpc:project=x') #2 After",
            "aws | Ec2.CreateRoute from request 2 | 503 RequestLimitExceeded | once", "plain",
        ];
        var ran = new List<string>();
        var cases = new Cases("part");
        await cases.RunAsync(names, name => name, name =>
        {
            lock (ran) ran.Add(name);
            throw new InvalidOperationException($"cause of {name}");
        });

        var failure = Assert.Throws<Xunit.Sdk.TrueException>(() => cases.AssertNone());

        var printedCases = Printed(failure.Message).ToArray();
        Assert.Equal(names.Order(), printedCases.Select(one => one.Name).Order());
        Assert.Equal(names.Order(), ran.Order());
        Assert.All(printedCases, one => Assert.Equal("part", one.Part));
        Assert.All(names, name => Assert.Contains($"cause of {name}", failure.Message, StringComparison.Ordinal));
    }

    /// <summary>A kill case that fails is named so that the same requests are made again, and it fails again.</summary>
    [Fact]
    public async Task A_printed_kill_case_is_the_same_case()
    {
        var matrix = await KillMatrix.OfAsync(AllScenarios.Find("azure, two VNets"), 9);
        var cases = matrix.Requests.SelectMany(at => new KillCase[]
        {
            new(at, Kill.Before, Plans: true), new(at, Kill.Outage),
            new(at, Kill.After, matrix.Requests[^1], Kill.ReplyLost),
        });
        Assert.All(cases, one => Assert.Equal(one,
            KillCase.Parse(Through("kill", matrix.NameOf(one)).Name.Split(": ", 2)[1])));

        var name = matrix.NameOf(new KillCase(matrix.Requests[30], Kill.ReplyLost));
        await Parts["kill"](Through("kill", name).Name);
        var otherCase = new KillCase(matrix.Requests[30] with { Number = 99 }, Kill.ReplyLost);
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => Parts["kill"](matrix.NameOf(otherCase)));
    }

    [Fact]
    public async Task A_printed_fault_case_is_the_same_case()
    {
        var matrix = await FaultMatrix.OfAsync(AllScenarios.Find("service leaves"));
        FaultCase[] cases =
            [.. matrix.All.First(), .. matrix.All.Later(), .. matrix.All.InARow(), .. matrix.All.Pairs(1, 20)];
        Assert.Equal(cases.Length, cases.Select(one => one.Text).Distinct().Count());
        foreach (var one in cases.Where((_, index) => index % 37 == 0))
        {
            var sameCase = matrix.All.Find(Through("fault", one.Text).Name);
            Assert.Equal(one.Text, sameCase.Text);
            Assert.Equal(one.Faults, sameCase.Faults);
        }

        // The same each time, to the mark that it leaves.
        foreach (var _ in new int[2]) await matrix.TryAsync(cases[0]);
        Assert.Equal(2, Assert.Single(matrix.Outcomes).Value);
        await Parts["fault"](cases[0].Text);
        await Assert.ThrowsAsync<FormatException>(() => Parts["fault"]("service leaves | Mst.Nothing | 401 | once"));
    }

    [Theory]
    [InlineData("race", "aws, two networks, seed 20260103", "aws, two networks, seed soon")]
    [InlineData("privilege", "Remove-TimescaleVpc without project:networking:write on ManagedService",
        "Remove-TimescaleVpc without all")]
    [InlineData("story", "aws 7", "cloud 7")]
    [InlineData("secret", "request 12, status 403", "request 100000, status 403")]
    public async Task A_printed_case_of_chance_is_found_and_another_is_not(string part, string name, string none)
    {
        await Parts[part](Through(part, name).Name);
        await Assert.ThrowsAnyAsync<Exception>(() => Parts[part](none));
    }

    /// <summary>Inputs that chance makes are made again up to the one that failed, and it fails again.</summary>
    [Fact]
    public void A_printed_input_is_the_same_input()
    {
        var (first, line) = FailAt(number => number > 7);
        var testCase = Assert.Single(Printed(line));
        var (again, _) = FailAt(number => number > 7, testCase);

        Assert.Equal("fuzz", testCase.Part);
        Assert.Equal(first, again);
        Assert.Contains("FuzzTests.A_test", line, StringComparison.Ordinal);
        Assert.Throws<Xunit.Sdk.TrueException>(() => FailAt(_ => false, testCase));

        (int[] Inputs, string Message) FailAt(Func<int, bool> fails, Case? testCase = null)
        {
            var inputs = new List<int>();
            var hasFailed = false;
            var numbers = Fuzz.Cases(random => random.Next(9));
            var error = Record.Exception(() => Fuzz.Check(output, "numbers", numbers, number =>
            {
                // What FsCheck tries to make the failure shorter is none of its inputs.
                if (!hasFailed) inputs.Add(number);
                hasFailed |= fails(number);
                return fails(number) ? throw new InvalidOperationException("no") : Task.CompletedTask;
            }, 400, test: "A_test", testCase: testCase));
            Assert.True(error is not null, "Nothing fails.");
            return ([.. inputs], error.Message);
        }
    }

    private static Case Through(string part, string name) => Assert.Single(Printed(new Case(part, name).Line()));

    /// <summary>The cases of the lines in a text: what a shell would put into the variable.</summary>
    private static IEnumerable<Case> Printed(string text) => Line().Matches(text).Select(match =>
        Case.Parse(match.Groups[1].Value.Replace("'\\''", "'", StringComparison.Ordinal)));

    [GeneratedRegex(@"^TIMESCALEVPC_CASE='((?:[^']|'\\'')*)' dotnet test tests/TimescaleVpc\.Tests --filter \S+$",
        RegexOptions.Multiline)]
    private static partial Regex Line();
}
