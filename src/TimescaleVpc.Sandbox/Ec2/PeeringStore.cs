using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Network;

namespace TimescaleVpc.Sandbox.Ec2;

/// <summary>All peering connections and their life cycle.</summary>
internal sealed class PeeringStore(World world)
{
    private static readonly TimeSpan Hours = TimeSpan.FromHours(2);
    private static readonly TimeSpan Days = TimeSpan.FromDays(2);

    public List<AwsPeering> All { get; } = [];

    public IEnumerable<AwsPeering> Live => All.Where(item => item.IsLive || item.Status == "deleting");

    public AwsPeering? Find(string id) => All.Find(item => item.Id == id);

    /// <summary>Opens a request from a VPC; a bad one ends as failed instead of being refused.</summary>
    public AwsPeering Open(Ec2Vpc ownVpc, string account, string region, string vpcId, string? id = null,
        DateTimeOffset? visibleFrom = null)
    {
        var peer = world.Aws.Vpcs.Find(item => item.Id == vpcId && item.Account == account && item.Region == region);
        if (peer is not null && All.Exists(item => item.IsLive && item.Joins(ownVpc) && item.Joins(peer)))
            throw Ec2Errors.Refuse("VpcPeeringConnectionAlreadyExists",
                "A VPC peering connection between these VPCs already exists.");
        CheckQuota(ownVpc);
        var peering = new AwsPeering(id ?? world.Ids.Aws("pcx", $"{ownVpc.Id}/{account}/{region}/{vpcId}"),
            new PeeringSide(ownVpc.Account, ownVpc.Region, ownVpc.Id, ownVpc),
            new PeeringSide(account, region, vpcId, peer)
            {
                VisibleFrom = visibleFrom ?? world.Now + world.Settings.AwsPeeringVisibility,
            });
        All.Add(peering);
        if (peer is null || peer == ownVpc || Cidr.Overlaps(ownVpc.Cidrs, peer.Cidrs).Count > 0)
        {
            Fail(peering);
            return peering;
        }

        Set(peering, "pending-acceptance", $"Pending Acceptance by {account}");
        peering.ExpiresAt = world.Now + world.Settings.AwsPeeringExpiry;
        world.Schedule.At(peering.ExpiresAt.Value, $"expire {peering.Id}", () => Expire(peering));
        return peering;
    }

    public void Accept(AwsPeering item)
    {
        Expect(item, "pending-acceptance", "active");
        foreach (var vpc in item.Sides.Select(side => side.Vpc!)) CheckActive(vpc);
        Set(item, "provisioning", "Provisioning");
        item.ExpiresAt = null;
        var delay = item.IsAcrossRegions
            ? world.Settings.AwsProvisioningAcrossRegions
            : world.Settings.AwsProvisioning;
        world.After(delay, $"active {item.Id}", () => Activate(item));
    }

    public void Reject(AwsPeering item)
    {
        Expect(item, "pending-acceptance", "rejected");
        Set(item, "rejected", $"Rejected by {item.Accepter.Account}");
        item.Requester.VisibleUntil = world.Now + Days;
        item.Accepter.VisibleUntil = world.Now + Hours;
    }

    public void Delete(AwsPeering item, PeeringSide by)
    {
        if (item.Status == "pending-acceptance" && by == item.Accepter) throw Ec2Errors.Refuse("OperationNotPermitted",
            $"User {by.Account} cannot delete peering {item.Id} while it is pending acceptance; reject it instead");
        if (item.Status != "pending-acceptance") Expect(item, "active", "deleting");
        if (item.IsAcrossRegions && item.IsActive)
        {
            Set(item, "deleting", $"Deleting by {by.Account}");
            world.After(world.Settings.AwsDeleting, $"deleted {item.Id}", () => End(item, by));
        }
        else
        {
            End(item, by);
        }
    }

    public void Expire(AwsPeering item)
    {
        if (item.Status != "pending-acceptance") return;
        Set(item, "expired", "The VPC peering request expired");
        item.Requester.VisibleUntil = item.Accepter.VisibleUntil = world.Now + Days;
    }

    private void Activate(AwsPeering item)
    {
        if (item.Status != "provisioning") return;
        // A range that was added since the request may overlap by now.
        if (Cidr.Overlaps(item.Requester.Vpc!.Cidrs, item.Accepter.Vpc!.Cidrs).Count > 0) Fail(item);
        else Set(item, "active", "Active");
    }

    private void Fail(AwsPeering item)
    {
        Set(item, "failed", "Failed due to incorrect VPC-ID, Account ID, or overlapping CIDR range");
        item.ExpiresAt = null;
        item.Requester.VisibleUntil = world.Now + Hours;
        item.Accepter.VisibleUntil = world.Now;
    }

    private void End(AwsPeering item, PeeringSide by)
    {
        Set(item, "deleted", $"Deleted by {by.Account}");
        by.VisibleUntil = world.Now + Hours;
        item.Other(by).VisibleUntil = world.Now + Days;
    }

    private static void Set(AwsPeering item, string status, string message) =>
        (item.Status, item.Message) = (status, message);

    private static void Expect(AwsPeering item, string status, string next)
    {
        if (item.Status != status) throw Ec2Errors.Refuse("InvalidStateTransition",
            $"Invalid state transition for {item.Id}, attempted to transition from {item.Status} to {next}");
    }

    private void CheckQuota(Ec2Vpc ownVpc)
    {
        var pendingCount = All.Count(item => item.Status == "pending-acceptance" && item.Requester.Vpc == ownVpc);
        if (pendingCount >= world.Settings.AwsPendingPeeringsPerVpc) throw Ec2Errors.Refuse(
            "OutstandingVpcPeeringConnectionLimitExceeded",
            "You have reached the limit on the number of outstanding VPC peering connection requests.");
        CheckActive(ownVpc);
    }

    private void CheckActive(Ec2Vpc vpc)
    {
        var activeCount = All.Count(item => item.Status is "active" or "provisioning" && item.Joins(vpc));
        if (activeCount >= world.Settings.AwsPeeringsPerVpc) throw Ec2Errors.Refuse(
            "ActiveVpcPeeringConnectionPerVpcLimitExceeded",
            $"The limit on active VPC peering connections of {vpc.Id} has been reached.");
    }
}
