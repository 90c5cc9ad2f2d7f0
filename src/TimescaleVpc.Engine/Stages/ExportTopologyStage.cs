using TimescaleVpc.Engine.Diagnosis;
using TimescaleVpc.Engine.Documents;
using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Topology;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>Draws VPCs and their peerings; it changes nothing but the file.</summary>
internal sealed class ExportTopologyStage(ExportTopologyRequest request, ISink sink)
    : Stage<ExportTopologyRequest>(request, sink)
{
    private static readonly DocumentForm<TopologyMap> Text = new(".txt", "Text", TopologyTree.Write);

    private static readonly DocumentForm<TopologyMap>[] Forms =
    [
        new(".svg", "Svg", TopologySvg.Write), new(".html", "Html", TopologyHtml.Write),
        new(".mmd", "Mermaid", TopologyMermaid.Write), new(".json", "Json", TopologyJson.Write), Text,
    ];

    private readonly Survey survey = new();
    private readonly ConcurrentQueue<(object? Item, ItemContext Context)> items = new();

    /// <summary>Everything is drawn into one picture, so all of it is read at the end.</summary>
    protected override Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        items.Enqueue((item, context.Sharing(survey)));
        return Task.CompletedTask;
    }

    protected override async Task LastAsync(CancellationToken cancel)
    {
        if (!items.TryPeek(out var first)) return;
        var file = Request.Path is { } path ? new DocumentFile(path, Request.Force, Sink) : null;
        var form = Request.As is { } name ? Forms.First(one => Same(one.Name, name))
            : file?.FormOf(Forms, "a picture of a network") ?? Text;
        using var work = first.Context.Clock.Work();
        var map = await MapAsync(cancel);
        var text = form.Write(map);
        if (file is null) Sink.Output(text.TrimEnd('\n'));
        else await file.WriteAsync(form.Name, map.Summary, text, cancel);
    }

    private async Task<TopologyMap> MapAsync(CancellationToken cancel)
    {
        var vpcs = new List<TopologyVpc>();
        var networks = new List<CustomerNetwork>();
        foreach (var (item, context) in items)
        {
            foreach (var (vpc, itsPlan) in await VpcsAsync(item, context, cancel))
            {
                if (vpcs.Any(other => vpc.VpcId.Length > 0 && Same(other.Id, vpc.VpcId))) continue;
                var cases = vpc.Planned ? [] : await new CaseFinder(context).FindAsync(
                    new VpcRef(vpc), new TestPeeringRequest(), cancel);
                var (drawing, itsNetworks) = await new TopologyReader(context).ReadAsync(vpc, cases, itsPlan, cancel);
                vpcs.Add(drawing);
                networks.AddRange(itsNetworks.Where(one => !networks.Any(other => Same(other.Id, one.Id))));
            }
        }

        return new(vpcs, networks, [.. survey.NotRead().Select(TopologyReader.OfFinding)]);
    }

    /// <summary>The VPCs that an item means, with the peerings that it plans.</summary>
    private async Task<IReadOnlyList<(Vpc Vpc, IReadOnlyList<VpcPeering> Planned)>> VpcsAsync(
        object? item, ItemContext context, CancellationToken cancel)
    {
        var plannedPeerings = items.Select(one => one.Item).OfType<VpcPeering>().Where(one => one.Planned).ToArray();
        Vpc[] vpcs = (item as VpcRef ?? (item as PeeringRef)?.Vpc) is { } reference
            ? [await VpcFinder.FindAsync(reference, context, cancel)]
            : [.. await VpcFinder.ListAsync(context, cancel)];
        if (item is VpcPeering peering)
        {
            vpcs =
            [
                vpcs.FirstOrDefault(one => Same(one.VpcId, peering.VpcId)) ?? peering.ToVpc() with { Planned = true },
            ];
        }

        return [.. vpcs.Select(vpc => (vpc, OfVpc(vpc)))];

        IReadOnlyList<VpcPeering> OfVpc(Vpc vpc) => [.. plannedPeerings.Where(peering => vpc.VpcId.Length > 0
            ? Same(peering.VpcId, vpc.VpcId) : peering.VpcId.Length == 0 && peering.VpcCidr == vpc.Cidr)];
    }
}
