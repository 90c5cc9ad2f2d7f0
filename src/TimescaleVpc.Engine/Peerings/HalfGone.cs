namespace TimescaleVpc.Engine.Peerings;

/// <summary>A peering that the platform calls active, and whose other half is not there.</summary>
internal static class HalfGone
{
    /// <param name="half">What it is, and how it stands: <c>the link on the VNet, is gone</c>.</param>
    public static string NextStep(string half) =>
        $"Your half, {half}: no traffic passes. Your turn: Test-VpcPeering | Repair-VpcPeering removes what is left "
        + "and makes both halves again.";
}
