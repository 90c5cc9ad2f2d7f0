using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Networking;

namespace TimescaleVpc.Engine.Platforms;

/// <summary>A VPC that is to be there, as one platform makes it. What was asked for has been checked.</summary>
/// <param name="platform">The platform.</param>
/// <param name="plannedVpc">The VPC as it will be, without an id.</param>
/// <param name="vpcs">The project's VPCs.</param>
internal abstract class VpcPlan(IPlatform platform, Vpc plannedVpc, IReadOnlyList<Vpc> vpcs)
{
    /// <summary>The VPC as it will be, without an id.</summary>
    public Vpc Wanted => plannedVpc;

    /// <summary>The one that is there already; null if it has to be made.</summary>
    public Vpc? Existing { get; } = VpcDecision.Adoptable(vpcs, plannedVpc);

    /// <summary>The step that makes it.</summary>
    public abstract PeeringStep Step { get; }

    /// <summary>What -Verbose says of one that is there already.</summary>
    public abstract string AlreadyThere { get; }

    /// <summary>
    /// VPCs whose peers are likely to be peered with this one, too: none of their ranges may overlap. Empty where the
    /// platform's guide asks for no such check.
    /// </summary>
    public virtual IReadOnlyList<Vpc> Neighbours => [];

    /// <summary>Warns of what may refuse it, before anything is asked.</summary>
    public virtual void Warn()
    {
    }

    /// <summary>Makes it.</summary>
    /// <returns>Null if the answer does not show it.</returns>
    public abstract Task<Vpc?> CreateAsync(CancellationToken cancel);

    /// <summary>Looks whether it is there; null if not.</summary>
    public async Task<Vpc?> FindAsync(CancellationToken cancel) =>
        VpcDecision.Adoptable(await platform.ListVpcsAsync(cancel), plannedVpc);

    /// <summary>Whether a refusal may mean that another run was faster.</summary>
    public virtual bool MayBeThere(Exception refusal) => false;

    /// <summary>Reads a range. One with host bits is refused by the name of the network that is meant.</summary>
    /// <param name="text">The range.</param>
    /// <param name="shortest">The shortest prefix that the platform takes.</param>
    /// <param name="longest">The longest one.</param>
    /// <param name="takes">What the platform takes, in words.</param>
    /// <param name="example">A range that it takes.</param>
    protected static AddressRange CheckRange(string text, int shortest, int longest, string takes, string example)
    {
        if (!AddressRange.TryParse(text, out var range, out var why))
            throw Catalogue.CidrInvalid.For(text, text, why, $"Give an IPv4 network such as {example}.");
        var isIpv4 = !range.ToString().Contains(':', StringComparison.Ordinal);
        return isIpv4 && range.PrefixLength >= shortest && range.PrefixLength <= longest ? range
            : throw Catalogue.CidrInvalid.For(
                text, text, $"{takes} from /{shortest} to /{longest}.",
                $"Give a range with such a prefix, for example {example}.");
    }
}
