using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

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

    private sealed class EngineContext(string folder) : AssemblyLoadContext("TimescaleVpc")
    {
        protected override Assembly? Load(AssemblyName assemblyName)
        {
            // The records must be one and the same type on both sides.
            if (assemblyName.Name == "TimescaleVpc") return typeof(EngineLoader).Assembly;

            var file = assemblyName.Name + ".dll";
            var path = Path.Combine(folder, file);
            return File.Exists(path) && !RuntimeHas(file, assemblyName.Version) ? LoadFromAssemblyPath(path) : null;
        }

        /// <summary>
        /// Whether the runtime brings an assembly itself, and one that is new enough. It is compiled beforehand; a copy
        /// of ours would be compiled in each process anew. No module can put another one in its place.
        /// </summary>
        private static bool RuntimeHas(string file, Version? wanted)
        {
            var path = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), file);
            return File.Exists(path) && AssemblyName.GetAssemblyName(path).Version >= wanted;
        }
    }
}
