namespace TimescaleVpc.Engine.Documents;

/// <summary>
/// A page of HTML that holds all that it needs, and sends no request: its own policy forbids it.
/// </summary>
internal static class HtmlPage
{
    private const string Style = """
        :root { color-scheme: light dark; }
        body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; padding: 1rem; max-width: 120rem;
          color: light-dark(#1b1b1f, #e4e4e9); background: light-dark(#ffffff, #16171b); }
        h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2rem; }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; font-size: .9rem; }
        th, td { border: 1px solid light-dark(#c9cad1, #44464f); padding: .35rem .6rem; text-align: start;
          vertical-align: top; overflow-wrap: anywhere; }
        thead th { background: light-dark(#f1f2f6, #24262d); white-space: nowrap; }
        code { font: .85em ui-monospace, monospace; overflow-wrap: anywhere; }
        dl { margin: .5rem 0; } dt { font-weight: 600; } dd { margin: 0 0 .25rem 1rem; }
        """;

    /// <summary>A page.</summary>
    /// <param name="title">Its title, a text of ours.</param>
    /// <param name="style">Styles beside those of all pages.</param>
    /// <param name="body">What it shows, as HTML.</param>
    /// <param name="script">A script of ours; null if it has none.</param>
    public static string Write(string title, string style, string body, string? script = null) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'{(
            script is null ? "" : "; script-src 'unsafe-inline'")}">
        <title>{title}</title>
        <style>
        {Style}
        {style}
        </style>
        </head>
        <body>
        {body}
        {(script is null ? "" : $"<script>{script}</script>")}
        </body>
        </html>

        """;
}
