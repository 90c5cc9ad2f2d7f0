using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Network;
using TimescaleVpc.Sandbox.Sts;

namespace TimescaleVpc.Sandbox.Tiger;

/// <summary>The background work of Timescale Cloud: it builds VPCs, opens requests in AWS and watches them.</summary>
internal sealed class TigerAgent(World world)
{
    public const string PlatformAccount = "222233334444";

    /// <summary>The pcx- id that a faulty platform reports instead of its own.</summary>
    public string? ReportedPcx { get; set; }

    public TigerVpc AddVpc(TigerProject project, string name, string cidr, string region)
    {
        var key = $"{project.Id}/{name}/{cidr}/{region}";
        var vpc = new TigerVpc(world.Ids.Digits("cloud-vpc", key, 10), project, name, cidr, region)
        {
            CreatedAt = world.Now,
        };
        project.Vpcs.Add(vpc);
        world.After(world.Settings.CloudVpcReady, $"cloud-vpc {vpc.Id}", () => Finish(vpc));
        return vpc;
    }

    public void Finish(TigerVpc vpc)
    {
        if (vpc.IsDeleting || vpc.ForcedStatus is not null || vpc.Network is not null) return;
        vpc.Network = world.Aws.AddVpc(
            world.Ids.Aws("vpc", $"cloud/{vpc.Id}"), PlatformAccount, vpc.Region, vpc.Cidr);
    }

    public void DeleteVpc(TigerVpc vpc)
    {
        vpc.IsDeleting = true;
        foreach (var item in vpc.Peerings) Delete(item);
        world.After(world.Settings.CloudDelete, $"cloud-vpc-gone {vpc.Id}", () =>
        {
            vpc.Project.Vpcs.Remove(vpc);
            if (vpc.Network is not null) world.Aws.Vpcs.Remove(vpc.Network);
        });
    }

    public void Request(TigerPeering item) => world.After(
        world.Settings.CloudPeeringRequest, $"cloud-peering {item.Id}", () => Open(item));

    public void Delete(TigerPeering item)
    {
        if (item.IsDeleting) return;
        item.IsDeleting = true;
        item.Vpc.BusyUntil = world.Now + world.Settings.CloudBusy;
        world.After(world.Settings.CloudDelete, $"cloud-peering-gone {item.Id}", () =>
        {
            item.Vpc.Peerings.Remove(item);
            if (item.Connection is { Status: "pending-acceptance" or "active" } connection)
                world.Aws.Peerings.Delete(connection, connection.Requester);
        });
    }

    /// <summary>Takes over the state of the connection in AWS.</summary>
    public static void Look(TigerPeering item)
    {
        if (item.IsForced || item.IsDeleting || item.Connection is not { } connection) return;
        (item.Status, item.ErrorMessage) = connection.Status switch
        {
            "provisioning" => ("approved", null),
            "active" => ("active", null),
            "expired" => ("timeout", "The peering request was not accepted in time"),
            "rejected" => ("invalid", "The peering request was rejected"),
            "failed" => ("invalid", connection.Message),
            "deleted" or "deleting" => ("disabled", "The peering connection was deleted"),
            _ => ("pending", (string?)null),
        };
        if (item.IsActive && item.KnownCidrs.Count == 0) item.KnownCidrs.AddRange(connection.Accepter.Vpc!.Cidrs);
    }

    private void Open(TigerPeering item)
    {
        if (item.IsDeleting || item.IsForced || item.Vpc.Network is not { } ownVpc) return;
        var peer = world.Aws.Vpcs.Find(vpc =>
            vpc.Id == item.PeerVpcId && vpc.Account == item.Account && vpc.Region == item.Region);
        if (peer is null)
        {
            Fail(item, "VPC not found");
            return;
        }

        try
        {
            var peering = world.Aws.Peerings.Open(ownVpc, item.Account, item.Region, item.PeerVpcId);
            peering.Requester.Tags["Name"] = $"timescale-{item.Vpc.Project.Id}-{item.Vpc.Name}";
            (item.Connection, item.ProvisionedId) = (peering, ReportedPcx ?? peering.Id);
            var overlap = Cidr.Overlaps(peer.Cidrs, ownVpc.Cidrs);
            if (overlap.Count > 0) Fail(item, $"overlapping CIDR: {string.Join(", ", overlap)}");
            else Watch(item);
        }
        catch (AwsRefusalException refusal)
        {
            // The request never reached the customer's account: failed without a pcx- id.
            Fail(item, refusal.Message);
        }
    }

    private void Watch(TigerPeering item) => world.After(world.Settings.CloudPoll, $"cloud-poll {item.Id}", () =>
    {
        if (!item.Vpc.Peerings.Contains(item)) return;
        Look(item);
        if (item.Status is "pending" or "approved" or "active") Watch(item);
    });

    private static void Fail(TigerPeering item, string message) =>
        (item.Status, item.ErrorMessage) = ("invalid", message);
}
