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

    /// <summary>The location of the customer's network.</summary>
    public Cloud Cloud { get; init; }

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

    /// <summary>All peerings of its VPC, itself among them, as the answer has them that it was found in.</summary>
    public IReadOnlyList<PlatformPeering> Listed { get; init; } = [];

    /// <summary>The customer's network: ARM id, id of an AWS VPC, or project and name elsewhere.</summary>
    public string NetworkId => Cloud switch
    {
        Cloud.Azure => VNet.ToString(),
        Cloud.Aws => Network,
        _ => $"{Account}/{Network}",
    };

    /// <summary>The network in few words, for an error.</summary>
    public string Peer => ResourceGroup is null ? Network : $"{ResourceGroup}/{Network}";

    /// <summary>The VNet, in Azure.</summary>
    public VNetId VNet => new(Account, ResourceGroup ?? "", Network);

    /// <summary>Whether it leads to the network of a peering.</summary>
    public bool LeadsTo(VpcPeering peering) => Cloud == peering.Cloud && Cloud switch
    {
        Cloud.Azure => VNetId.TryParse(peering.VNetId, out var id) && id.Equals(VNet),
        Cloud.Aws => Same(Account, peering.AwsAccountId) && Same(Network, peering.AwsVpcId)
            && Same(Region.Length == 0 ? peering.VpcRegion : Region, peering.AwsRegion),
        _ => Same(NetworkId, peering.NetworkId),
    };
}
