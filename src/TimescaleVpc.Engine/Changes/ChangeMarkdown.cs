using TimescaleVpc.Engine.Documents;

namespace TimescaleVpc.Engine.Changes;

/// <summary>Changes as Markdown: a table to look at, and below it the details of each.</summary>
internal static class ChangeMarkdown
{
    public static string Write(ChangeDocument document)
    {
        var text = new StringBuilder();
        text.Append("# ").Append(document.Title).Append("\n\n").Append(Markup.Markdown(document.Summary)).Append('.');
        if (document.Span is { } span) text.Append(' ').Append(Markup.Markdown(span)).Append('.');
        text.Append('\n');
        foreach (var (heading, changes) in document.Parts) Part(text, heading, changes);
        return text.ToString();
    }

    private static void Part(StringBuilder text, string heading, IReadOnlyList<VpcChange> changes)
    {
        text.Append("\n## ").Append(heading).Append("\n\n");
        if (changes.Count == 0)
        {
            text.Append("Nothing was changed.\n");
            return;
        }

        var columns = ChangeDocument.Columns.Where(column => changes.Any(change => column.Value(change) is not null))
            .ToArray();
        text.Append("| |").Append(string.Concat(columns.Select(column => $" {column.Name} |")))
            .Append("\n|---|").Append(string.Concat(columns.Select(_ => "---|"))).Append('\n');
        for (var at = 0; at < changes.Count; at++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"| {at + 1} |");
            foreach (var (_, value) in columns) text.Append($" {Markup.Markdown(value(changes[at]))} |");
            text.Append('\n');
        }

        for (var at = 0; at < changes.Count; at++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\n### {heading} {at + 1}\n\n");
            foreach (var (name, values) in ChangeDocument.Details)
            {
                foreach (var value in values(changes[at]).Where(value => !string.IsNullOrEmpty(value)))
                    text.Append("- ").Append(name).Append(": ").Append(Markup.MarkdownCode(value)).Append('\n');
            }
        }
    }
}
