using TimescaleVpc.Engine.Errors;

namespace TimescaleVpc.Engine.Aws;

/// <summary>
/// The half of a peering in AWS: the connection that the platform names now, else one that carries our mark from an
/// approval. What only looks like it, by range, region or state, is never ours.
/// </summary>
internal sealed record AwsHalf
{
    /// <summary>
    /// The time for which a change may stay invisible: in another account, to the platform, and in the own account.
    /// </summary>
    public static readonly TimeSpan LongestUnseen = TimeSpan.FromMinutes(1);

    private readonly HashSet<string> ids = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> others = new(StringComparer.OrdinalIgnoreCase);

    public required VpcPeering Peering { get; init; }

    /// <summary>Its id; null if there is none.</summary>
    public string? Id { get; private init; }

    /// <summary>The connection as AWS shows it; null if AWS does not.</summary>
    public Ec2Peering? Shown { get; private init; }

    /// <summary>AWS's word for its state; empty if AWS shows none, null if it may be one of the strangers.</summary>
    public string? Word => this is { Id: null, HasStrangers: true } ? null : Shown?.Status ?? "";

    /// <summary>Whether it is this peering's, rather than another one that the platform names by mistake.</summary>
    public bool IsOurs { get; private init; }

    /// <summary>Whether the AWS VPC has live connections whose owner cannot be determined.</summary>
    public bool HasStrangers { get; private init; }

    /// <param name="namedId">The connection that the platform names now; null if it names none.</param>
    /// <param name="peering">The peering.</param>
    /// <param name="ec2">EC2 in the AWS VPC's region.</param>
    /// <param name="cancel">Stops the requests.</param>
    public static async Task<AwsHalf> FindAsync(
        string? namedId, VpcPeering peering, Ec2Api ec2, CancellationToken cancel)
    {
        var query = Ec2Query.Where("accepter-vpc-info.vpc-id", peering.AwsVpcId!);
        var all = await ec2.DescribeVpcPeeringConnectionsAsync(query, cancel);
        if (namedId is not null && !all.Any(item => Same(item.Id, namedId))
            && await FindAsync(namedId, ec2, cancel) is { } elsewhere)
            all = [.. all, elsewhere];
        return Of(namedId, peering, all);
    }

    /// <summary>A connection by its id; null if AWS does not show it.</summary>
    public static async Task<Ec2Peering?> FindAsync(string id, Ec2Api ec2, CancellationToken cancel)
    {
        try
        {
            var connections = await ec2.DescribeVpcPeeringConnectionsAsync(Ec2Query.ById(id), cancel);
            return connections.FirstOrDefault(item => Same(item.Id, id));
        }
        catch (Ec2Exception error) when (error.IsNotFound)
        {
            return null;
        }
    }

    /// <summary>The same of connections that were listed already.</summary>
    public static AwsHalf Of(string? namedId, VpcPeering peering, IReadOnlyList<Ec2Peering> connections)
    {
        var candidates = connections.Where(item => Same(item.Accepter.VpcId, peering.AwsVpcId)
            && AwsNames.IsApproved(item, peering)).OrderBy(item => Ec2PeeringStates.IsDead(item.Status)).ToArray();
        var connection = namedId is null ? candidates.FirstOrDefault()
            : connections.FirstOrDefault(item => Same(item.Id, namedId));
        var isOurs = connection is null ? namedId is not null
            : AwsNames.IsApproved(connection, peering) || namedId is not null && Fits(connection, peering);
        var half = new AwsHalf
        {
            Peering = peering, Id = namedId ?? connection?.Id, Shown = connection, IsOurs = isOurs,
            HasStrangers = connections.Any(item => item.Status == Ec2PeeringStates.Active
                && !Same(item.Id, connection?.Id)
                && Same(item.Accepter.VpcId, peering.AwsVpcId) && !item.Tags.ContainsKey(AwsNames.TagKey)),
        };
        half.ids.UnionWith(candidates.Select(item => item.Id));
        if (isOurs) half.ids.Add(half.Id!);
        half.others.UnionWith(connections.Select(item => item.Id).Except(half.ids));
        // A connection that the platform named once and that AWS has forgotten since is still ours.
        if (peering.AwsPeeringId is { } before && !half.others.Contains(before)) half.ids.Add(before);
        return half;
    }

    /// <summary>
    /// A route carries no mark: it is ours if it leads to a connection of ours, with exactly the range. One to a part
    /// of the range was made by others, even over our connection.
    /// </summary>
    public bool Owns(Ec2Route route) =>
        route.PeeringId is { } target && ids.Contains(target) && route.Destination == Peering.VpcCidr;

    /// <summary>A route with exactly the range that ends at a connection which AWS no longer shows.</summary>
    public bool IsOrphan(Ec2Route route) =>
        route is { IsBlackhole: true, PeeringId: { } target } && route.Destination == Peering.VpcCidr
            && !ids.Contains(target) && !others.Contains(target);

    private static bool Fits(Ec2Peering connection, VpcPeering peering) =>
        RequesterCheck.Refusal(
            peering with { AwsPeeringId = connection.Id }, connection, new(), DateTimeOffset.MinValue)
            is not { } refusal || refusal.ErrorId == Catalogue.PeeringExpired.Id;
}
