namespace TimescaleVpc.Tests.Decisions;

/// <summary>
/// A decision as rows of conditions with an outcome, as a person reads them: the first row that fits decides. A star is
/// anything, a dash is nothing at all, several words are alternatives.
/// </summary>
internal sealed class DecisionTable
{
    private readonly (string Text, string[][] Conditions, string Outcome)[] rows;
    private readonly HashSet<string> decided = [];

    /// <param name="text">A line of headings, then one line for each row; columns are divided by bars.</param>
    public DecisionTable(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        rows = [.. lines.Skip(1).Select(Row)];

        static (string, string[][], string) Row(string line)
        {
            var cells = line.Split('|', StringSplitOptions.TrimEntries);
            return (line, [.. cells[..^1].Select(cell => cell.Split(", "))], cells[^1]);
        }
    }

    /// <summary>Compares an outcome with the row that these inputs meet.</summary>
    public void Check(object outcome, params object?[] inputs)
    {
        var words = inputs.Select(input => $"{input}" is { Length: > 0 } word ? word : "-").ToArray();
        var inputsText = string.Join(", ", words);
        var row = Array.Find(rows, row => row.Conditions.Zip(words).All(pair => Fits(pair.First, pair.Second)));
        Assert.True(row.Text is not null, $"No row for {inputsText}.");
        Assert.True($"{outcome}" == row.Outcome, $"{inputsText}: {outcome}, but the table says\n{row.Text}");
        decided.Add(row.Text!);
    }

    /// <summary>A row that no input reaches says nothing.</summary>
    public void CheckAllRowsDecided() =>
        Assert.Equal("", string.Join('\n', rows.Select(row => row.Text).Except(decided)));

    private static bool Fits(string[] alternatives, string word) =>
        alternatives is ["*"] || alternatives.Contains(word);
}
