using System.Globalization;

namespace TimescaleVpc.Engine.Steps;

/// <summary>A question that no preference answers, only -Force or -Confirm:$false.</summary>
/// <param name="Caption">What is about to happen, in three or four words.</param>
/// <param name="Text">What follows from it, with places for names.</param>
internal sealed record StepQuestion(string Caption, string Text)
{
    /// <summary>The question about one thing.</summary>
    public StepQuestion On(params object?[] names) =>
        this with { Text = string.Format(CultureInfo.InvariantCulture, Text, names) };
}
