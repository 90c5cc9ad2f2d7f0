using System.Reflection;
using System.Text.RegularExpressions;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.House;

/// <summary>
/// All that is asked, and all that -WhatIf shows, goes through <c>StepRunner</c>, in words of the catalogues of steps.
/// </summary>
public sealed partial class QuestionTests
{
    private static readonly string Engine = Path.Combine(Repository.Root, "src", "TimescaleVpc.Engine");

    [Fact]
    public void Only_the_step_runner_asks_and_shows()
    {
        var doors =
            from file in Directory.EnumerateFiles(Engine, "*.cs", SearchOption.AllDirectories)
            where !file.Split(Path.DirectorySeparatorChar).Contains("obj") && Question().IsMatch(File.ReadAllText(file))
            select Path.GetFileName(file);

        Assert.Equal(["StepRunner.cs"], doors);
    }

    [Theory]
    [InlineData("await Sink.ConfirmAsync(step, cancel)")]
    [InlineData("context.Sink.WhatIf(step);")]
    [InlineData("sink.AskAsync(\"Go on?\", \"Caption\", cancel)")]
    public void Asking_and_showing_are_recognised(string code) => Assert.Matches(Question(), code);

    [Fact]
    public void A_question_says_what_follows_and_asks_to_go_on()
    {
        var questions = typeof(LocalSteps).GetFields(BindingFlags.Static | BindingFlags.Public)
            .Select(field => field.GetValue(null)).OfType<StepQuestion>().ToArray();

        Assert.NotEmpty(questions);
        Assert.All(questions, question => Assert.Matches(@"^.{20,}\. Go on\?$", question.Text));
        Assert.All(questions, question => Assert.Matches("^[A-Z][a-z]+ (a|an|the) [a-z]+$", question.Caption));
    }

    [GeneratedRegex(@"\b[Ss]ink\.(ConfirmAsync|AskAsync|WhatIf)\(")]
    private static partial Regex Question();
}
