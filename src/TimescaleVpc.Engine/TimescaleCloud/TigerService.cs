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
