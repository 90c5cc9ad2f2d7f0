namespace TimescaleVpc.Commands;

/// <summary>VNets as a -VNet parameter takes them.</summary>
internal class VNetCompleter : Completer
{
    /// <summary>The VNets of the sign-in's subscription.</summary>
    internal static CompletionRequest All { get; } = new(CompletionKind.Network) { Cloud = Cloud.Azure };

    private protected override IEnumerable<CompletionItem> Suggest(CompletionPlace place) =>
        Named(place.Ask(All), place);

    /// <summary>By name; where that names several, and no group is given beside it, by group and name.</summary>
    private protected static IEnumerable<CompletionItem> Named(
        IReadOnlyList<CompletionItem> all, CompletionPlace place)
    {
        var items = place.Text("ResourceGroupName") is { } group
            ? [.. all.Where(item => Same(item.Group, group))]
            : all;
        return items.Select(item => items.Count(other => Same(other.Text, item.Text)) > 1 && item.Group is not null
            ? item with { Text = $"{item.Group}/{item.Text}", Alias = item.Text }
            : item);
    }
}

/// <summary>VNets by their bare name, each once.</summary>
internal sealed class VNetNameCompleter : VNetCompleter
{
    private protected override IEnumerable<CompletionItem> Suggest(CompletionPlace place) =>
        place.Ask(All)
            .Where(item => place.Text("ResourceGroupName") is not { } group || Same(item.Group, group))
            .DistinctBy(item => item.Text.ToUpperInvariant());
}

/// <summary>VNets by their ARM id.</summary>
internal sealed class VNetIdCompleter : Completer
{
    private protected override IEnumerable<CompletionItem> Suggest(CompletionPlace place) =>
        place.Ask(VNetCompleter.All).Select(item => item with { Text = item.Id });
}

/// <summary>VNets that peerings exist with.</summary>
internal sealed class PeerVNetCompleter : VNetCompleter
{
    private protected override IEnumerable<CompletionItem> Suggest(CompletionPlace place) =>
        Named(
            place.Ask(new CompletionRequest(CompletionKind.Peer) { Cloud = Cloud.Azure, Vpc = place.Text("Vpc") }),
            place);
}

/// <summary>Resource groups that hold VNets; of one name, only those that hold it.</summary>
internal sealed class ResourceGroupCompleter : Completer
{
    private protected override IEnumerable<CompletionItem> Suggest(CompletionPlace place)
    {
        var vnet = place.Text("VNet") ?? place.Text("Name");
        return place.Ask(VNetCompleter.All)
            .Where(item => item.Group is not null && (vnet is null || Same(item.Text, vnet)))
            .GroupBy(item => item.Group!, StringComparer.OrdinalIgnoreCase)
            .Select(group => new CompletionItem(
                group.Key, group.Key, string.Join(", ", group.Select(item => item.Text))));
    }
}

/// <summary>Azure subscriptions that the session's sign-in sees, by name; where that names several, by id.</summary>
internal sealed class SubscriptionCompleter : Completer
{
    private protected override IEnumerable<CompletionItem> Suggest(CompletionPlace place)
    {
        var all = place.Ask(new CompletionRequest(CompletionKind.Account) { Cloud = Cloud.Azure });
        return all.Select(item => all.Count(other => Same(other.Text, item.Text)) > 1
            ? item with { Text = item.Id, Alias = item.Text } : item);
    }
}

/// <summary>The Azure users of the sandbox.</summary>
internal sealed class SandboxUserCompleter : Completer
{
    private protected override IEnumerable<CompletionItem> Suggest(CompletionPlace place) =>
        (place.World?.SignIn.Users ?? [])
            .Select(user => new CompletionItem(user.Key.Split('@')[0], user.Key, user.Key));
}
