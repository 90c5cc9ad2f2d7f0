namespace TimescaleVpc.Engine.Steps;

/// <summary>The steps on the Managed Service.</summary>
internal static partial class StepCatalogue
{
    internal const string Mst = "ManagedService";
    internal const string Networking = "project:networking:write";

    public static readonly StepKind CreateVpc = new(Mst, Networking, "RemoveVpc", "cloud name and range",
        "Make a Timescale VPC with the range {1} in {0}, to hold database services.");

    public static readonly StepKind RemoveVpc = new(Mst, Networking, null, "VPC id",
        "Delete the Timescale VPC {0}, which holds no service and has no peering.");

    public static readonly StepKind RequestPeering = new(
        Mst, Networking, "RemovePeering", "subscription, resource group and VNet",
        "Ask Timescale to peer its VPC {0} with {1}: it makes its half, then waits for yours.");

    public static readonly StepKind RemovePeering = new(Mst, Networking, null, "subscription, resource group and VNet",
        "Delete Timescale's half of the peering of {1} with the Timescale VPC {0}: no traffic passes between them any "
        + "more.");

    public static readonly StepKind AttachService = new(
        Mst, "project:services:write", "DetachService", "service and VPC id",
        "Move {0} into the Timescale VPC {1}: its connections break for some minutes, and it can then be reached over "
        + "peerings only, unless public access is on for it.");

    public static readonly StepKind DetachService = new(Mst, "project:services:write", null, "service",
        "Move {0} out of the VPC: its connections break for some minutes, and it can then be reached from the public "
        + "internet.");
}
