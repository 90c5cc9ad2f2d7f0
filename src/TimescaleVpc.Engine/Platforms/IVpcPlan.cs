using TimescaleVpc.Engine.Networking;

namespace TimescaleVpc.Engine.Platforms;

/// <summary>A VPC that is to be there, as one platform makes it. What was asked for has been checked.</summary>
internal interface IVpcPlan
{
    /// <summary>The VPC as it will be, without an id.</summary>
    Vpc Wanted { get; }

    AddressRange Range { get; }

    /// <summary>The one that is there already; null if it has to be made.</summary>
    Vpc? Existing { get; }

    /// <summary>The step that makes it.</summary>
    PeeringStep Step { get; }

    /// <summary>What -Verbose says of one that is there already.</summary>
    string AlreadyThere { get; }

    /// <summary>
    /// VPCs whose peers are likely to be peered with this one, too: none of their ranges may overlap. Empty where the
    /// platform's guide asks for no such check.
    /// </summary>
    IReadOnlyList<Vpc> Neighbours { get; }

    /// <summary>Warns of what may refuse it, before anything is asked.</summary>
    void Warn();

    /// <summary>Makes it.</summary>
    /// <returns>Null if the answer does not show it.</returns>
    Task<Vpc?> CreateAsync(CancellationToken cancel);

    /// <summary>Looks whether it is there; null if not.</summary>
    Task<Vpc?> FindAsync(CancellationToken cancel);

    /// <summary>Whether a refusal may mean that another run was faster.</summary>
    bool MayBeThere(Exception refusal);
}
