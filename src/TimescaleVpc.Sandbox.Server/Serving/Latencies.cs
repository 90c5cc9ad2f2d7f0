namespace TimescaleVpc.Sandbox.Server.Serving;

/// <summary>The approximate latencies of the real platforms; all values are assumptions (docs/sandbox.md).</summary>
internal static class Latencies
{
    private static readonly Dictionary<string, int> Milliseconds = new()
    {
        ["Mst"] = 250,
        ["Entra"] = 150,
        ["Graph"] = 250,
        ["Arm"] = 200,
        ["Cloud"] = 250,
        ["Ec2"] = 150,
        ["Sts"] = 100,
    };

    public static void Set(VpcSandbox world)
    {
        foreach (var kind in world.RequestKinds)
            world.Settings.Latency[kind] = TimeSpan.FromMilliseconds(Milliseconds[kind.Split('.')[0]]);
    }
}
