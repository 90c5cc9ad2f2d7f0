using TimescaleVpc.Engine.Networking;

namespace TimescaleVpc.Engine.Aws;

/// <summary>A route.</summary>
internal sealed record Ec2Route
{
    /// <summary>A range in the form that EC2 keeps, or the id of a prefix list.</summary>
    public string Destination { get; init => field = AddressRange.Canonical(value); } = "";

    /// <summary>The target: <c>local</c>, or the id of a gateway, an interface or a peering connection.</summary>
    public string Target { get; init; } = "";

    /// <summary>The target if it is a peering connection.</summary>
    public string? PeeringId { get; init; }

    /// <summary><c>active</c>, <c>blackhole</c> …, in lower case.</summary>
    public string State { get; init; } = "";

    public string? Origin { get; init; }

    /// <summary>Its target is gone, or not active.</summary>
    public bool IsBlackhole => State == "blackhole";

    /// <summary>Learnt from a gateway; it neither counts towards the quota nor can be changed.</summary>
    public bool IsPropagated => Same(Origin, "EnableVgwRoutePropagation");
}
