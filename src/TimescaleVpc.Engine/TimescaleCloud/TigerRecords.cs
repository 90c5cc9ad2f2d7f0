namespace TimescaleVpc.Engine.TimescaleCloud;

/// <summary>
/// A VPC as Timescale Cloud reports it: four members, and in the newer form of the API a state as well.
/// </summary>
internal sealed record TigerVpc(string Id, string Name, string Cidr, string Region)
{
    /// <summary>One of <see cref="TigerVpcStates"/>, or another word; empty in the older form.</summary>
    public string State { get; init; } = "";

    public DateTimeOffset? Created { get; init; }

    /// <summary>The platform's own VPC in AWS; null in the older form, and until it is built.</summary>
    public string? ProvisionedId { get; init; }
}

/// <summary>The identity of a key.</summary>
/// <param name="ProjectId">The only project that the key opens; null if the answer names none.</param>
/// <param name="ProjectName">Its name.</param>
/// <param name="PlanType">Its plan, as in FREE; an open list.</param>
internal sealed record TigerIdentity(string? ProjectId, string? ProjectName, string? PlanType);
