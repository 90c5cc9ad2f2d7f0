using TimescaleVpc.Engine.Networking;

namespace TimescaleVpc.Engine.Platforms;

/// <summary>A peering as a platform reports it, in words that are the same for all platforms.</summary>
internal sealed record PlatformPeering
{
    /// <summary>The platform's id of it; null where it has none.</summary>
    public string? Id { get; init; }

    /// <summary>The platform's own word, in capitals.</summary>
    public string State { get; init; } = "";

    /// <summary>The meaning of the state.</summary>
    public PeeringPhase Phase { get; init; }

    /// <summary>Why it failed, where <see cref="Phase"/> says so.</summary>
    public PeeringFailure Failure { get; init; }

    /// <summary>The platform's message, word for word.</summary>
    public string? Message { get; init; }

    /// <summary>State and message, as evidence.</summary>
    public string Said => Message is { Length: > 0 } message ? $"{State}: {message}" : State;

    /// <summary>The location of the customer's network.</summary>
    public Cloud Cloud { get; init; }

    /// <summary>The customer's network: ARM id, id of an AWS VPC, or project and name elsewhere.</summary>
    public string NetworkId { get; init; } = "";

    /// <summary>The customer's AWS account, Azure subscription, or project elsewhere.</summary>
    public string Account { get; init; } = "";

    /// <summary>The customer's resource group in Azure.</summary>
    public string? ResourceGroup { get; init; }

    /// <summary>The customer's AWS region; empty in Azure, and where it is the VPC's own.</summary>
    public string Region { get; init; } = "";

    /// <summary>The customer's network: name of a VNet, id of an AWS VPC, or name elsewhere.</summary>
    public string Network { get; init; } = "";

    /// <summary>The request in AWS; null until it was made, or where it is no longer told.</summary>
    public string? AwsPeeringId { get; init; }

    /// <summary>The application that makes the customer's half in Azure.</summary>
    public string? AppId { get; init; }

    /// <summary>The customer's Entra tenant.</summary>
    public string? TenantId { get; init; }

    /// <summary>The tenant of the platform's own network in Azure, while it is told.</summary>
    public string? RemoteTenantId { get; init; }

    /// <summary>The platform's own network in Azure, while it is told.</summary>
    public string? RemoteNetworkId { get; init; }

    /// <summary>The network in few words, for an error.</summary>
    public string Peer => VpcPeering.NetworkLabelOf(ResourceGroup, Network);

    /// <summary>The VNet, in Azure.</summary>
    public VNetId VNet => new(Account, ResourceGroup ?? "", Network);

    /// <summary>Whether it leads to the network of another one.</summary>
    /// <param name="wantedPeering">The peering as the platform would be asked for it.</param>
    /// <param name="vpcRegion">The VPC's region, where the network is unless another one is told.</param>
    public bool LeadsTo(PlatformPeering wantedPeering, string vpcRegion) =>
        wantedPeering.NetworkId.Length > 0 && Same(NetworkId, wantedPeering.NetworkId)
        && Same(Account, wantedPeering.Account)
        && (wantedPeering.Region.Length == 0 || Same(Region.Length == 0 ? vpcRegion : Region, wantedPeering.Region));
}

/// <summary>The platform's half of a peering, with the answer that it was found in.</summary>
/// <param name="Found">The half; null if there is none.</param>
/// <param name="Listed">All peerings of the VPC, itself among them.</param>
internal sealed record PlatformLook(PlatformPeering? Found, IReadOnlyList<PlatformPeering> Listed)
{
    /// <summary>Nothing is there yet.</summary>
    public static PlatformLook Empty { get; } = new(null, []);

    /// <summary>How many peerings of the VPC count against its limit.</summary>
    public int Count => Listed.Count(peering => peering.Phase != PeeringPhase.Failed);
}
