namespace TimescaleVpc.Sandbox.Ec2;

/// <summary>A peering connection, seen from both accounts.</summary>
internal sealed class AwsPeering(string id, PeeringSide requester, PeeringSide accepter)
{
    public string Id { get; } = id;

    public PeeringSide Requester { get; } = requester;

    public PeeringSide Accepter { get; } = accepter;

    public string Status { get; set; } = "initiating-request";

    public string Message { get; set; } = "";

    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>Not dead: it takes the place of its pair of VPCs.</summary>
    public bool IsLive => Status is "pending-acceptance" or "provisioning" or "active" or "initiating-request";

    public bool IsActive => Status == "active";

    /// <summary>Active, or about to be.</summary>
    public bool IsAccepted => Status is "active" or "provisioning";

    public bool IsAcrossRegions => Requester.Region != Accepter.Region;

    public IEnumerable<PeeringSide> Sides => [Requester, Accepter];

    /// <summary>
    /// The caller's side; the accepter's if both are the caller's, since only there is something to do.
    /// </summary>
    public PeeringSide? SideOf(string account, string region, DateTimeOffset now) =>
        Accepter.Is(account, region) && Accepter.Sees(now) ? Accepter
        : Requester.Is(account, region) && Requester.Sees(now) ? Requester
        : null;

    public PeeringSide Other(PeeringSide side) => side == Accepter ? Requester : Accepter;

    public bool Joins(Ec2Vpc vpc) => Requester.Vpc == vpc || Accepter.Vpc == vpc;
}
