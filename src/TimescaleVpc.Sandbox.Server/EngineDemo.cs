using TimescaleVpc.Engine;

namespace TimescaleVpc.Sandbox.Server;

/// <summary>The walkthroughs through the engine's own API: the same stages that the cmdlets open.</summary>
internal static class EngineDemo
{
    /// <param name="server">File with the first line of a running server; null stays in process.</param>
    /// <param name="demoName">azure, aws, or undo for the leftovers of both; null runs both walkthroughs.</param>
    public static async Task<int> RunAsync(string? server, string? demoName = null)
    {
        try
        {
            var walk = await DemoWalk.StartAsync(new PeeringEngine(), server);
            if (demoName is null or "azure") await AzureDemo.RunAsync(walk);
            if (demoName is null or "aws") await AwsDemo.RunAsync(walk);
            if (demoName is "undo") await UndoDemo.RunAsync(walk);
            walk.Summarise();
            return 0;
        }
        catch (TimescaleVpcException error)
        {
            Terminal.Error($"{error.ErrorId}: {error.Message}");
            Terminal.Error(error.RecommendedAction);
            return 1;
        }
    }
}
