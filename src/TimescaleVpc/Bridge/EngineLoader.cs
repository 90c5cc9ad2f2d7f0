using System.Reflection;

namespace TimescaleVpc;

/// <summary>
/// Loads the engine, at the first call, into a load context of its own: the SDKs that come with it then neither meet
/// nor disturb other versions in the session. One context per process, however often the module is imported.
/// </summary>
internal static class EngineLoader
{
    private static readonly Lazy<IEngine> Loaded = new(Load);

    /// <summary>The engine of this process.</summary>
    internal static IEngine Engine => Loaded.Value;

    private static IEngine Load()
    {
        var folder = Path.Combine(Path.GetDirectoryName(typeof(EngineLoader).Assembly.Location)!, "engine");
        var assembly = new EngineContext(folder).LoadFromAssemblyName(new AssemblyName("TimescaleVpc.Engine"));
        var type = assembly.GetType("TimescaleVpc.Engine.PeeringEngine", throwOnError: true)!;
        return (IEngine)Activator.CreateInstance(type, nonPublic: true)!;
    }
}
