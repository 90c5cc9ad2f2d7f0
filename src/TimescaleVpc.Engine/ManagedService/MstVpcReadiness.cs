using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Platforms;

namespace TimescaleVpc.Engine.ManagedService;

/// <summary>
/// The managed service says how a VPC is, and refuses nothing of one that is being built as "not found".
/// </summary>
internal sealed class MstVpcReadiness : IVpcReadiness
{
    public void Require(Vpc vpc)
    {
        // A VPC of a planned peering has no state yet.
        if (vpc is { Planned: false, State.Length: > 0 } && !Same(vpc.State, "ACTIVE"))
            throw Catalogue.VpcNotActive.For(vpc.VpcId, vpc, vpc.State);
    }
}
