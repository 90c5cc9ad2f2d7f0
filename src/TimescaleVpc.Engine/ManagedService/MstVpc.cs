namespace TimescaleVpc.Engine.ManagedService;

/// <summary>A project VPC as the managed service reports it.</summary>
internal sealed record MstVpc(
    string Id, string CloudName, string Cidr, string State, DateTimeOffset? Created,
    IReadOnlyList<MstPeering> Peerings);
