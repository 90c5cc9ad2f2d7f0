namespace TimescaleVpc.Sandbox.Server;

/// <summary>Both walkthroughs undone, by name: what was made before does not have to be at hand.</summary>
internal static class UndoDemo
{
    public static async Task RunAsync(DemoWalk walk)
    {
        DemoPage.Title("Undo: everything back");
        await UndoAsync(walk, AzureDemo.CloudName, "VNet", "Network-RG/Prod-VNet");
        await UndoAsync(walk, "prod", "AwsVpc", AwsDemo.AwsVpcId);
    }

    private static Task<PeeringUndo> UndoAsync(DemoWalk walk, string vpc, string kind, string network) =>
        walk.StageAsync<PeeringUndo>(
            $"Undo-VpcPeering -Vpc {vpc} -{kind} {network} -IncludeService -Confirm:$false",
            new UndoPeeringRequest { IncludeService = true },
            new PeeringRef(null, new VpcRef(null, vpc), new NetworkRef(null, network)),
            it => [("IsComplete", it.IsComplete), ("Changes", it.Changes)]);
}
