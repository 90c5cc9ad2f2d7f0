namespace TimescaleVpc.Engine.TimescaleCloud;

/// <summary>A service as Timescale Cloud reports it.</summary>
internal sealed record TigerService
{
    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    public string Region { get; init; } = "";

    public string Type { get; init; } = "";

    /// <summary>QUEUED, CONFIGURING, READY, PAUSED …: an open list, in capitals.</summary>
    public string Status { get; init; } = "";

    /// <summary>The platform is not at work on it.</summary>
    public bool IsSettled => Status.ToUpperInvariant() is "READY" or "PAUSED";

    /// <summary>The platform is at work on it, and done by itself.</summary>
    public bool IsMoving => !IsSettled && Status.ToUpperInvariant() is not ("UNSTABLE" or "FAILED" or "ERROR");

    /// <summary>The platform's endpoint, which can be public or private: the platform does not tell.</summary>
    public TigerEndpoint? Endpoint { get; init; }

    /// <summary>The endpoint in the VPC; null while the service is public, or until it is known.</summary>
    public TigerEndpoint? VpcEndpoint { get; init; }

    /// <summary>The VPC that the service is in; null while it is public.</summary>
    public string? VpcId { get; init; }

    public TigerEndpoint? Pooler { get; init; }

    public IReadOnlyList<TigerReplicaSet> Replicas { get; init; } = [];

    /// <summary>The endpoint for clients: in the VPC, if the service is in one.</summary>
    public TigerEndpoint? Effective => VpcId is null ? Endpoint : VpcEndpoint ?? Endpoint;
}

/// <summary>A read replica set of a service.</summary>
internal sealed record TigerReplicaSet(TigerEndpoint? Endpoint, TigerEndpoint? Pooler);

/// <summary>The endpoint of a service, its pooler or a replica set.</summary>
internal sealed record TigerEndpoint(string Host, int Port)
{
    public override string ToString() => $"{Host}:{Port}";
}

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
