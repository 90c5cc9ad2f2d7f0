namespace TimescaleVpc.Engine.Steps;

/// <summary>The steps on Timescale Cloud.</summary>
internal static partial class StepCatalogue
{
    internal const string TimescaleCloud = "TimescaleCloud";
    internal const string ProjectKey = "a key of the project";

    public static readonly StepKind CreateCloudVpc = new(
        TimescaleCloud, ProjectKey, "RemoveCloudVpc", "name, range and region",
        "Make the Timescale VPC {0} with the range {1} in {2}, to hold database services.");

    public static readonly StepKind RenameCloudVpc = new(TimescaleCloud, ProjectKey, null, "VPC id and name",
        "Rename the Timescale VPC {0} to {1}; its peerings and services stay as they are.");

    public static readonly StepKind RemoveCloudVpc = new(TimescaleCloud, ProjectKey, null, "VPC id",
        "Delete the Timescale VPC {0}, which holds no service and has no peering.");

    public static readonly StepKind RequestCloudPeering = new(
        TimescaleCloud, ProjectKey, "RemoveCloudPeering", "AWS account, region and VPC",
        "Ask Timescale to peer its VPC {0} with {1}: it sends a peering request to your AWS account.");

    public static readonly StepKind RemoveCloudPeering = new(TimescaleCloud, ProjectKey, null, "peering id",
        "Delete Timescale's half of the peering of {1} with the Timescale VPC {0}: no traffic passes between them any "
        + "more.");

    public static readonly StepKind AttachCloudService = new(
        TimescaleCloud, ProjectKey, "DetachCloudService", "service and VPC id",
        "Move {0} into the Timescale VPC {1}: its connections break for some minutes, its host and port change, and it "
        + "can then be reached over peerings only.");

    public static readonly StepKind DetachCloudService = new(TimescaleCloud, ProjectKey, null, "service and VPC id",
        "Move {0} out of the Timescale VPC {1}: its connections break for some minutes, its host and port change, and "
        + "it can then be reached from the public internet.");
}
