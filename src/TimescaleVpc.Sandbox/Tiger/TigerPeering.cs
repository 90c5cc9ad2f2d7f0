using TimescaleVpc.Sandbox.Ec2;

namespace TimescaleVpc.Sandbox.Tiger;

/// <summary>A peering connection of Timescale Cloud.</summary>
internal sealed class TigerPeering(string id, TigerVpc vpc, string account, string region, string peerVpcId)
{
    public string Id { get; } = id;

    public TigerVpc Vpc { get; } = vpc;

    public string Account { get; } = account;

    public string Region { get; } = region;

    public string PeerVpcId { get; } = peerVpcId;

    /// <summary>The pcx- id that the API reports; a faulty platform may report another one than it opened.</summary>
    public string? ProvisionedId { get; set; }

    public string Status { get; set; } = "pending";

    public string? ErrorMessage { get; set; }

    /// <summary>The connection that the platform opened in AWS.</summary>
    public AwsPeering? Connection { get; set; }

    /// <summary>The peer's ranges as they were when the peering became active; later ones are not routed.</summary>
    public List<string> KnownCidrs { get; } = [];

    public bool IsDeleting { get; set; }

    /// <summary>Whether the status was set by an outside change; the platform then stops watching.</summary>
    public bool IsForced { get; set; }

    public bool IsActive => Status == "active";
}
