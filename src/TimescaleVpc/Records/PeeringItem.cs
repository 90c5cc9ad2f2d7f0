namespace TimescaleVpc;

/// <summary>One thing that exists for a peering, on either side.</summary>
public sealed record PeeringItem : ILabelled
{
    /// <summary>
    /// The kind: <c>Service</c>, <c>Peering</c>, <c>Link</c>, <c>AwsPeering</c>, <c>Route</c>, <c>SecurityGroup</c>,
    /// <c>EgressRule</c>, <c>RoleAssignment</c>, <c>Role</c>, <c>Application</c>, <c>Credential</c> or
    /// <c>ServicePrincipal</c>.
    /// </summary>
    public string Kind => ItemKind.Name;

    /// <summary>Its id on its platform.</summary>
    public string Id { get; internal init; } = "";

    /// <summary>Its name, or what it leads to.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>Whether this module made it, as far as can be known.</summary>
    public bool IsOurs { get; internal init; }

    /// <summary>The evidence: the tag, name, description, id or target that shows it.</summary>
    public string KnownBy { get; internal init; } = "";

    /// <summary>The other peering that needs it, so that it stays; null if there is none.</summary>
    public string? NeededBy { get; internal init; }

    /// <summary>The kind, with its words.</summary>
    internal ItemKind ItemKind { get; init; } = new("", "", "");

    /// <summary>Kind and name.</summary>
    public override string ToString() => DisplayText.Of(this);

    string ILabelled.Label => $"{Kind} {Name}";
}

/// <summary>A kind of items, and how a question names them.</summary>
/// <param name="Name">The word for scripts.</param>
/// <param name="One">One of them.</param>
/// <param name="Several">More than one, after their number.</param>
internal sealed record ItemKind(string Name, string One, string Several);
