namespace TimescaleVpc.Commands;

/// <summary>VPCs by name or, where several have the same name, by id.</summary>
internal sealed class VpcCompleter : Completer
{
    private protected override IEnumerable<CompletionItem> Suggest(CompletionPlace place)
    {
        var all = place.Ask(new CompletionRequest(CompletionKind.Vpc));
        return all.Select(item => all.Count(other => Same(other.Text, item.Text)) > 1
            ? item with { Text = item.Id, Alias = item.Text }
            : item);
    }
}

/// <summary>VPCs by their own name or cloud name, each once.</summary>
internal sealed class VpcNameCompleter : Completer
{
    private protected override IEnumerable<CompletionItem> Suggest(CompletionPlace place) =>
        place.Ask(new CompletionRequest(CompletionKind.Vpc)).DistinctBy(item => item.Text.ToUpperInvariant());
}

/// <summary>VPCs by their id.</summary>
internal sealed class VpcIdCompleter : Completer
{
    private protected override IEnumerable<CompletionItem> Suggest(CompletionPlace place) =>
        place.Ask(new CompletionRequest(CompletionKind.Vpc))
            .Select(item => item with { Text = item.Id, ToolTip = $"{item.Text}, {item.ToolTip}" });
}

/// <summary>Cloud names that VPCs of the project have.</summary>
internal sealed class CloudNameCompleter : Completer
{
    private protected override IEnumerable<CompletionItem> Suggest(CompletionPlace place) =>
        place.Ask(new CompletionRequest(CompletionKind.Vpc)).Where(item => item.Group is not null)
            .Select(item => new CompletionItem(item.Group!, item.Group!, item.ToolTip))
            .DistinctBy(item => item.Text);
}

/// <summary>Cloud names that the managed service offers.</summary>
internal sealed class CloudCompleter : Completer
{
    private protected override IEnumerable<CompletionItem> Suggest(CompletionPlace place) =>
        place.Ask(new CompletionRequest(CompletionKind.Cloud));
}

/// <summary>Regions that Timescale Cloud has VPCs in.</summary>
internal sealed class VpcRegionCompleter : Completer
{
    private protected override IEnumerable<CompletionItem> Suggest(CompletionPlace place) =>
        KnownRegions.TimescaleCloud.Select(Word);
}

/// <summary>Database services.</summary>
internal sealed class ServiceCompleter : Completer
{
    private protected override IEnumerable<CompletionItem> Suggest(CompletionPlace place) =>
        place.Ask(new CompletionRequest(CompletionKind.Service));
}

/// <summary>The words for a peering's state that are known; there may be others.</summary>
internal sealed class PeeringStateCompleter : Completer
{
    private static readonly string[] States =
    [
        "ACTIVE", "APPROVED", "APPROVED_PEER_REQUESTED", "DELETED", "DELETED_BY_PEER", "DELETING", "ERROR",
        "INVALID_SPECIFICATION", "PENDING_PEER", "REJECTED_BY_PEER",
    ];

    private protected override IEnumerable<CompletionItem> Suggest(CompletionPlace place) => States.Select(Word);
}
