namespace TimescaleVpc;

/// <summary>
/// Get-ServiceVpc. Items: none (null), <see cref="VpcRef"/>, <see cref="VpcPeering"/> or <see cref="ServiceVpc"/>.
/// Emits each matching <see cref="ServiceVpc"/>.
/// </summary>
internal sealed record GetServiceRequest : StageRequest
{
    /// <summary>Names, wildcards allowed; empty means all.</summary>
    public string[] Service { get; init; } = [];
}

/// <summary>A service, and the VPC that it is to be put into; null with -Public.</summary>
internal sealed record ServiceTarget(ServiceVpc Service, VpcRef? Vpc) : IReference
{
    TimescaleSession? ISessionBound.Session => Service.Session;

    TimescaleSession? ISessionBound.PartSession => Vpc?.Session;

    IEnumerable<object?> IReference.Parts => [Vpc, Service];

    string ILabelled.Label => ILabelled.Of(Service);
}

/// <summary>
/// Set-ServiceVpc. Items: <see cref="ServiceTarget"/>, and for the services that the request names
/// <see cref="VpcPeering"/>, <see cref="VpcRef"/>, or null with -Public. Emits a <see cref="ServiceVpc"/> for each
/// service, after the last item has arrived.
/// </summary>
internal sealed record SetServiceRequest : StageRequest
{
    public string[] Service { get; init; } = [];

    /// <summary>Detaches the services: back to the public internet.</summary>
    public bool Public { get; init; }

    /// <summary>Does not ask before detaching.</summary>
    public bool Force { get; init; }

    public bool NoWait { get; init; }
}

/// <summary>
/// Test-ServiceVpc. Items: <see cref="ServiceVpc"/>, null with names, or <see cref="VpcRef"/>, <see cref="VpcPeering"/>
/// and <see cref="PeeringRef"/> for the services there. Emits a <see cref="ServiceVpcTest"/> each, or with
/// <see cref="AsScript"/> a script as text.
/// </summary>
internal sealed record TestServiceRequest : StageRequest
{
    public string[] Service { get; init; } = [];

    /// <summary>The origin of the test, in the sandbox only: a VNet (id, name, group/name) or <c>Outside</c>.</summary>
    public string? From { get; init; }

    /// <summary>Reads user and password for the login; null takes the service's own.</summary>
    public Func<(string UserName, string Password)>? ReadCredential { get; init; }

    /// <summary>Leaves the login out.</summary>
    public bool SkipLogin { get; init; }

    /// <summary>Writes a self-contained probe instead of trying.</summary>
    public bool AsScript { get; init; }
}
