using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Azure;

/// <summary>
/// Makes a grant whole that was read from a file: its VPC and VNet are then names, and are looked up.
/// </summary>
internal sealed class GrantRow(ItemContext context)
{
    public async Task<AzurePeerGrant> ReadAsync(AzurePeerGrant given, CancellationToken cancel)
    {
        if (given.Row is not { } row) return given;

        RequireConsistent(given);
        Vpc? vpc = null;
        AzureVNet? vnet = null;
        await context.Clock.SideBySideAsync(
            async () => vpc = await VpcFinder.FindAsync(
                new VpcRef(null, given.Vpc.VpcId) { Row = row }, context, cancel),
            async () => vnet = await new VNetFinder().FindAsync(
                new NetworkRef(null, given.VNet.VNetId) { Row = row }, resourceGroup: null, context, cancel));
        return given with { Vpc = vpc!, VNet = vnet!, Session = context.Session, Row = null };
    }

    /// <summary>Checks the columns against the VNet's id, without a request.</summary>
    public static void RequireConsistent(AzurePeerGrant given)
    {
        if (given.Row is not { } row) return;
        InputText.Require(row);
        RowCheck.Require(new NetworkRef(null, given.VNet.VNetId) { Row = row }, VNetId.Parse(given.VNet.VNetId));
    }
}
