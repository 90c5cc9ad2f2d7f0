using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Azure;

/// <summary>
/// Makes a grant whole that was read from a file: its VPC and VNet are then names, and are looked up.
/// </summary>
internal sealed class GrantRow(ItemContext context)
{
    public async Task<AzurePeerGrant> ReadAsync(AzurePeerGrant grant, CancellationToken cancel)
    {
        if (grant.Row is not { } row) return grant;

        RequireConsistent(grant);
        var (vpc, vnet) = await context.Clock.BothAsync(
            () => VpcFinder.FindAsync(new VpcRef(Text: grant.Vpc.VpcId) { Row = row }, context, cancel),
            () => new VNetFinder().FindAsync(
                new VNetRef(Text: grant.VNet.VNetId) { Row = row }, resourceGroup: null, context, cancel));
        return grant with { Vpc = vpc, VNet = vnet, Session = context.Session, Row = null };
    }

    /// <summary>Checks the columns against the VNet's id, without a request.</summary>
    public static void RequireConsistent(AzurePeerGrant grant)
    {
        if (grant.Row is not { } row) return;
        InputText.Require(row);
        RowCheck.Require(new VNetRef(Text: grant.VNet.VNetId) { Row = row }, VNetId.Parse(grant.VNet.VNetId));
    }
}
