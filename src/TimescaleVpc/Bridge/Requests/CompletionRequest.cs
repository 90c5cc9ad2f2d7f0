namespace TimescaleVpc;

/// <summary>Argument completion. Emits a <see cref="CompletionItem"/> each.</summary>
/// <param name="Kind">What is looked for.</param>
internal sealed record CompletionRequest(CompletionKind Kind) : StageRequest
{
    /// <summary>Only peerings of this VPC: an id, a name or a cloud name.</summary>
    public string? Vpc { get; init; }

    /// <summary>The cloud of networks and accounts.</summary>
    public Cloud Cloud { get; init; }

    /// <summary>The region to look in; null is the session's own.</summary>
    public string? Region { get; init; }
}

/// <summary>The things that arguments name.</summary>
internal enum CompletionKind
{
    Vpc,
    Cloud,
    Service,

    /// <summary>The networks that the sign-in to a cloud sees.</summary>
    Network,

    /// <summary>The networks that VPCs are peered with.</summary>
    Peer,

    /// <summary>The accounts or subscriptions that the sign-in to a cloud sees.</summary>
    Account,
}

/// <summary>One thing that an argument can name.</summary>
/// <param name="Text">The usual name.</param>
/// <param name="Id">Its id.</param>
/// <param name="ToolTip">State, region and ranges, in one line.</param>
internal sealed record CompletionItem(string Text, string Id, string ToolTip)
{
    /// <summary>The container: a VNet's resource group, a VPC's cloud name.</summary>
    public string? Group { get; init; }

    /// <summary>Another text that can be typed instead.</summary>
    public string? Alias { get; init; }

    /// <summary>The same with a tip of several parts; those that are empty are left out.</summary>
    public static CompletionItem Of(string text, string id, params string?[] tips) =>
        new(text, id, string.Join(", ", tips.Where(tip => !string.IsNullOrEmpty(tip))));
}
