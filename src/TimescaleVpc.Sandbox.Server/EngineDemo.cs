namespace TimescaleVpc.Sandbox.Server;

/// <summary>Both walkthroughs through the engine's own API: the same stages that the cmdlets open.</summary>
internal static class EngineDemo
{
    public static async Task<int> RunAsync()
    {
        try
        {
            var walk = await DemoWalk.StartAsync();
            await AzureDemo.RunAsync(walk);
            await AwsDemo.RunAsync(walk);
            walk.Summarise();
            return 0;
        }
        catch (TimescaleVpcException error)
        {
            Console.Error.WriteLine($"{error.ErrorId}: {error.Message}{Environment.NewLine}{error.RecommendedAction}");
            return 1;
        }
    }
}
