using TimescaleVpc.Engine.Documents;

namespace TimescaleVpc.Engine.Topology;

/// <summary>A page with the picture, and a table of all ids, each with a button that copies it.</summary>
internal static class TopologyHtml
{
    private const string Style = """
        .wide svg { display: block; }
        button { font: inherit; font-size: .8rem; white-space: nowrap; }
        td:first-child { min-width: 9rem; overflow-wrap: normal; }
        @media (max-width: 40rem) {
          .ids thead { position: absolute; clip-path: inset(50%); }
          .ids tr { display: grid; grid-template-columns: 1fr auto; margin-bottom: .5rem; }
          .ids tr { border: 1px solid light-dark(#c9cad1, #44464f); }
          .ids td { border: 0; } .ids td:first-child { grid-column: 1 / -1; }
        }
        """;

    /// <summary>The second way is for a page that was opened from a disk.</summary>
    private const string Script = """
        document.addEventListener('click', event => {
          const button = event.target.closest('button');
          if (!button) return;
          const cell = button.parentElement.previousElementSibling;
          const done = () => { button.textContent = 'Copied'; };
          const other = () => {
            const range = document.createRange();
            range.selectNodeContents(cell);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
            if (document.execCommand('copy')) done();
          };
          if (navigator.clipboard) navigator.clipboard.writeText(cell.textContent).then(done, other); else other();
        });
        """;

    public static string Write(TopologyMap map)
    {
        var body = new StringBuilder();
        body.Append($"<h1>Network topology</h1>\n<p>{Markup.Html(map.Summary)}.</p>\n")
            .Append($"<div class=\"wide\" tabindex=\"0\">{TopologySvg.Write(map)}</div>\n");
        Findings(body, map);
        body.Append("<h2>Ids</h2>\n<div class=\"wide\"><table class=\"ids\" role=\"table\">\n<thead><tr>")
            .Append("<th scope=\"col\">What</th>")
            .Append("<th scope=\"col\">Id</th><th scope=\"col\">Copy</th></tr></thead>\n<tbody>\n");
        foreach (var (what, id) in Ids(map).Where(row => row.Id.Length > 0).Distinct())
        {
            body.Append($"<tr role=\"row\"><td role=\"cell\">{Markup.Html(what)}</td>")
                .Append($"<td role=\"cell\"><code>{Markup.Html(id)}</code></td>")
                .Append($"<td role=\"cell\"><button type=\"button\" aria-label=\"Copy {Markup.Html(id)}\">")
                .Append("Copy</button></td></tr>\n");
        }

        body.Append("</tbody></table></div>\n");
        return HtmlPage.Write("Network topology", Style, body.ToString(), Script);
    }

    private static void Findings(StringBuilder body, TopologyMap map)
    {
        var findings = map.Notes.Concat(map.Vpcs.SelectMany(
            vpc => vpc.Findings.Concat(vpc.Peerings.SelectMany(peering => peering.Findings)))).ToArray();
        if (findings.Length == 0) return;
        body.Append("<h2>Findings</h2>\n<ul>\n");
        foreach (var finding in findings)
            body.Append($"<li><strong>{Markup.Html(finding.Id)}</strong>: {Markup.Html(finding.Cause)}</li>\n");
        body.Append("</ul>\n");
    }

    private static IEnumerable<(string What, string Id)> Ids(TopologyMap map)
    {
        var names = map.Networks.ToDictionary(
            network => network.Id, network => network.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var vpc in map.Vpcs)
        {
            yield return ($"VPC {vpc.Name}", vpc.Id);
            yield return ($"Range of VPC {vpc.Name}", vpc.Range);
            foreach (var service in vpc.Services)
            {
                yield return ($"Service {service.Name}", service.Id);
                yield return ($"Host of service {service.Name}", service.Host);
            }

            foreach (var peering in vpc.Peerings)
            {
                var name = names.GetValueOrDefault(peering.NetworkId, vpc.Name);
                foreach (var id in peering.Ids) yield return ($"Peering with {name}", id);
                foreach (var route in peering.Routes) yield return ("Route table", route);
                foreach (var group in peering.Groups) yield return ("Security group", group);
            }
        }

        foreach (var network in map.Networks)
        {
            yield return ($"{network.Kind} {network.Name}", network.Id);
            foreach (var range in network.Ranges) yield return ($"Range of {network.Kind} {network.Name}", range);
            foreach (var neighbour in network.Neighbours) yield return ($"Network {neighbour.Name}", neighbour.Id);
        }
    }
}
