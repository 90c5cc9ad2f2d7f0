using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Runbooks;

/// <summary>
/// A script with conditional parts and placeholders. A line <c>#@ azure peer</c> begins a part for which both words
/// must be chosen, and ends the part before it; <c>#@ end</c> also ends it. <c>{{Name}}</c> is a placeholder,
/// <c>{{Name|default}}</c> the default value of a parameter, as a PowerShell literal.
/// </summary>
internal sealed partial class RunbookTemplate
{
    private readonly string text;

    public RunbookTemplate(string template, params string[] words) => text = Cut(template, words);

    /// <summary>The parameters that have a default to be filled in.</summary>
    public IReadOnlyList<string> Parameters =>
        [.. Hole().Matches(text).Where(hole => hole.Groups["usual"].Success).Select(hole => hole.Groups["name"].Value)];

    /// <param name="texts">What is filled in as it is.</param>
    /// <param name="defaults">Default values of parameters, as PowerShell literals.</param>
    public string Fill(IReadOnlyDictionary<string, string> texts, IReadOnlyDictionary<string, string> defaults) =>
        Hole().Replace(text, hole =>
        {
            var name = hole.Groups["name"].Value;
            return !hole.Groups["usual"].Success ? texts[name]
                : defaults.TryGetValue(name, out var literal) ? literal : hole.Groups["usual"].Value;
        });

    private static string Cut(string template, string[] words)
    {
        var text = new StringBuilder();
        var keeps = true;
        foreach (var line in template.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
        {
            if (line.StartsWith("#@ ", StringComparison.Ordinal))
                keeps = line[3..].Split(' ').All(word => word == "end" || words.Contains(word));
            else if (keeps) text.Append(line).Append('\n');
        }

        return text.ToString();
    }

    [GeneratedRegex(@"\{\{(?<name>\w+)(\|(?<usual>[^}]*))?\}\}")]
    private static partial Regex Hole();
}
