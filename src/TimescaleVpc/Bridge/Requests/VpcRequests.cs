namespace TimescaleVpc;

/// <summary>Disconnect-Timescale: closes the session given as the item.</summary>
internal sealed record DisconnectRequest : StageRequest
{
    /// <summary>Whether what was closed is emitted.</summary>
    public bool PassThru { get; init; }
}

/// <summary>Names a VPC: an object, an id, or a cloud name.</summary>
/// <param name="Vpc">The VPC itself, where it was given as an object.</param>
/// <param name="Text">Id, name or cloud name, where it was given as text.</param>
internal sealed record VpcRef(Vpc? Vpc = null, string? Text = null) : Reference(Vpc, Text);

/// <summary>Names a network of the user's. This one says of no cloud: its id or name tells.</summary>
/// <param name="Given">The network itself, where it was given as an object of ours.</param>
/// <param name="Text">Its id or name, where it was given as text.</param>
internal record NetworkRef(ISessionBound? Given = null, string? Text = null) : Reference(Given, Text)
{
    /// <summary>Where it lies, as far as that was named beside it, by the columns that say so.</summary>
    internal virtual (string Column, string? Name)[] Places => [];

    /// <summary>The network and its place, in one line.</summary>
    internal string InFull => string.Join(
        ' ', Places.Select(place => place.Name).Prepend(Id).Where(name => !string.IsNullOrEmpty(name)).Distinct());
}

/// <summary>Names a VNet: an object, an ARM id, or a name with or without its resource group.</summary>
/// <param name="VNet">The VNet itself, where it was given as an object of ours.</param>
/// <param name="Text">ARM id or name, where it was given as text.</param>
internal sealed record VNetRef(AzureVNet? VNet = null, string? Text = null) : NetworkRef(VNet, Text)
{
    /// <summary>The resource group that was named beside it.</summary>
    public string? ResourceGroupName { get; init; }

    /// <summary>The subscription that was named beside it; null is the sign-in's.</summary>
    public string? SubscriptionId { get; init; }

    internal override (string, string?)[] Places =>
        [("ResourceGroupName", ResourceGroupName), ("SubscriptionId", SubscriptionId)];

    private protected override string Label =>
        VNet is null ? Text ?? "" : VpcPeering.NetworkLabelOf(VNet.ResourceGroupName, VNet.Name);

    private protected override string Id => VNet?.VNetId ?? Text ?? "";
}

/// <summary>
/// Get-TimescaleVpc. Items: none (null) or <see cref="VpcRef"/>. Emits each matching <see cref="Vpc"/>. Wildcards in
/// the filters list all that match.
/// </summary>
internal sealed record GetVpcRequest : StageRequest
{
    public string? VpcId { get; init; }

    public string? Name { get; init; }

    /// <summary>Without wildcards it names one VPC: two that match are an error that lists both ids.</summary>
    public string? CloudName { get; init; }
}

/// <summary>New-TimescaleVpc. Emits the new or adopted <see cref="Vpc"/>.</summary>
internal sealed record NewVpcRequest : StageRequest
{
    public string? Name { get; init; }

    public string? CloudName { get; init; }

    public string? Region { get; init; }

    public string Cidr { get; init; } = "";

    /// <summary>Returns as soon as the platform has taken the request.</summary>
    public bool NoWait { get; init; }
}

/// <summary>Rename-TimescaleVpc. Items: <see cref="VpcRef"/>. Emits the renamed <see cref="Vpc"/>.</summary>
internal sealed record RenameVpcRequest : StageRequest
{
    public string NewName { get; init; } = "";
}

/// <summary>
/// Remove-TimescaleVpc. Items: <see cref="VpcRef"/>. Emits nothing but, when planning, the planned Vpc.
/// </summary>
internal sealed record RemoveVpcRequest : StageRequest
{
    public bool NoWait { get; init; }

    /// <summary>Whether the removed VPC is emitted.</summary>
    public bool PassThru { get; init; }
}
