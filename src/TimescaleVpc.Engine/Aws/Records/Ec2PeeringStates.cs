namespace TimescaleVpc.Engine.Aws;

/// <summary>The states of a peering connection, in the lower case of <see cref="Ec2Peering.Status"/>.</summary>
internal static class Ec2PeeringStates
{
    public const string Initiating = "initiating-request";
    public const string PendingAcceptance = "pending-acceptance";
    public const string Provisioning = "provisioning";
    public const string Active = "active";
    public const string Deleting = "deleting";
    public const string Deleted = "deleted";
    public const string Rejected = "rejected";
    public const string Failed = "failed";
    public const string Expired = "expired";

    /// <summary>Over for good: such entries stay visible for hours beside a live one of the same pair.</summary>
    public static bool IsDead(string? status) => status?.ToLowerInvariant() is Deleted or Rejected or Failed or Expired;
}
