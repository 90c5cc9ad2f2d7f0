using TimescaleVpc.Sandbox.Seeding;

namespace TimescaleVpc.Sandbox.Mst;

/// <summary>
/// One cloud of the managed service: the platform's networks in it, and how they are peered. This one peers nothing.
/// </summary>
internal class CloudLinks(string peeringType, params string[] names)
{
    /// <summary>The way in which its VPCs are peered.</summary>
    public string PeeringType => peeringType;

    /// <summary>The clouds that the managed service offers there, with its prefix.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary>The fields that a request for a peering must have.</summary>
    public virtual IReadOnlyList<string> RequiredFields => ["peer_cloud_account", "peer_vpc"];

    /// <summary>Whether a network is only named together with its region.</summary>
    public virtual bool HasRegions => true;

    /// <summary>Refuses a value that the platform does not take.</summary>
    public virtual void Check(string field, string? value)
    {
    }

    /// <summary>Creates the platform's network for a VPC.</summary>
    public virtual void Build(ProjectVpc vpc)
    {
    }

    public virtual void Remove(ProjectVpc vpc)
    {
    }

    /// <summary>Tries to make the platform's half of a requested peering.</summary>
    public virtual void Attempt(PeeringConnection item)
    {
    }

    /// <summary>Takes over the state of the peering in the cloud.</summary>
    public virtual void Look(PeeringConnection item)
    {
    }

    /// <summary>Takes over the ranges that the customer's network has now.</summary>
    public virtual void Learn(PeeringConnection item)
    {
    }

    /// <summary>Removes what the platform created for the connection.</summary>
    public virtual void TakeBack(PeeringConnection item)
    {
    }

    /// <summary>Records what a new VPC changes.</summary>
    public virtual void Snapshot(RollbackLog rollback)
    {
    }

    /// <summary>Whether it has the customer's network, or a place in one.</summary>
    public virtual bool Knows(string place) => false;

    /// <summary>Why a service in a VPC cannot be reached from a place; null if it can.</summary>
    public virtual string? Block(ProjectVpc vpc, Service service, string from) => "Timed out: " +
        $"{from.Split('/')[^1]} has no peering to the network of {vpc.PrivateAddress}:{service.Port}";
}
