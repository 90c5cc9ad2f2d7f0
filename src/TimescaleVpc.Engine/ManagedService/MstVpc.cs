namespace TimescaleVpc.Engine.ManagedService;

/// <summary>A project VPC as the managed service reports it.</summary>
internal sealed record MstVpc(
    string Id, string CloudName, string Cidr, string State, DateTimeOffset? Created,
    IReadOnlyList<MstPeering> Peerings)
{
    /// <summary>It is being deleted, or was.</summary>
    public bool IsLeaving => State.StartsWith("DELET", StringComparison.OrdinalIgnoreCase);
}
