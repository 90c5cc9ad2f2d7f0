using TimescaleVpc.Engine.Documents;

namespace TimescaleVpc.Engine.Changes;

/// <summary>
/// Changes as a page of HTML that needs nothing else: a table, and the details of each row to unfold.
/// </summary>
internal static class ChangeHtml
{
    private const string Style = """
        .failed { color: light-dark(#b3261e, #ff8a80); font-weight: 600; }
        tbody th, td { overflow-wrap: break-word; }
        td.what { min-width: 16rem; }
        @media (max-width: 40rem) {
          thead { display: none; }
          table, tbody, tr, tbody th, td { display: block; }
          tr { border: 1px solid light-dark(#c9cad1, #44464f); margin-bottom: .6rem; padding: .3rem 0; }
          tbody th, td { border: 0; padding: .1rem .6rem; overflow-wrap: anywhere; }
          td.what { min-width: 0; }
          td:empty { display: none; }
          td:not(.what)::before { content: attr(data-name) ": "; font-weight: 600; }
        }
        """;

    public static string Write(ChangeDocument document)
    {
        var body = new StringBuilder();
        body.Append($"<h1>{document.Title}</h1>\n<p>{Markup.Html(document.Summary)}.");
        if (document.Span is { } span) body.Append($" {Markup.Html(span)}.");
        body.Append("</p>\n");
        foreach (var (heading, changes) in document.Parts) Part(body, heading, changes);
        return HtmlPage.Write(document.Title, Style, body.ToString());
    }

    private static void Part(StringBuilder body, string heading, IReadOnlyList<VpcChange> changes)
    {
        body.Append($"<h2>{heading}</h2>\n");
        if (changes.Count == 0)
        {
            body.Append("<p>Nothing was changed.</p>\n");
            return;
        }

        var columns = ChangeDocument.Columns.Where(column => changes.Any(change => column.Value(change) is not null))
            .ToArray();
        body.Append("<div class=\"wide\"><table>\n<thead><tr><th scope=\"col\">#</th>");
        foreach (var (name, _) in columns) body.Append($"<th scope=\"col\">{name}</th>");
        body.Append("</tr></thead>\n<tbody>\n");
        for (var at = 0; at < changes.Count; at++)
        {
            var change = changes[at];
            body.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{at + 1}</th>");
            foreach (var (name, value) in columns)
            {
                body.Append($"<td class=\"{Class(name, change)}\" data-name=\"{name}\">{Markup.Html(value(change))}");
                if (name == "What") Details(body, change);
                body.Append("</td>");
            }

            body.Append("</tr>\n");
        }

        body.Append("</tbody></table></div>\n");
    }

    private static string Class(string column, VpcChange change) => column switch
    {
        "What" => "what",
        "Result" when change.Result is not (ChangeRecord.Done or ChangeRecord.Planned) => "failed",
        _ => "",
    };

    private static void Details(StringBuilder body, VpcChange change)
    {
        body.Append("<details><summary>Details</summary><dl>");
        foreach (var (name, values) in ChangeDocument.Details)
        {
            var texts = values(change).Where(value => !string.IsNullOrEmpty(value)).ToArray();
            if (texts.Length == 0) continue;
            body.Append($"<dt>{name}</dt>");
            foreach (var text in texts) body.Append($"<dd><code>{Markup.Html(text)}</code></dd>");
        }

        body.Append("</dl></details>");
    }
}
