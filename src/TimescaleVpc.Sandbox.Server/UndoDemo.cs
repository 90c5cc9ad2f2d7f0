namespace TimescaleVpc.Sandbox.Server;

/// <summary>Undoes both walkthroughs by name, without the objects that they created.</summary>
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
            new PeeringRef(null, new VpcRef(Text: vpc), new VNetRef(Text: network)),
            it => [("IsComplete", it.IsComplete), ("Changes", it.Changes)]);
}
