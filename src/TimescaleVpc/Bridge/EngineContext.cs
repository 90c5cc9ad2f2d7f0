using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace TimescaleVpc;

/// <summary>
/// The load context of the engine and its libraries. It loads one version of each library, whichever version is
/// requested first: with another copy of a shared library, a library would miss the members that it was built with.
/// </summary>
/// <param name="folder">Where the engine and our copies are.</param>
/// <param name="runtime">Where the runtime's own libraries are.</param>
internal sealed class EngineContext(string folder, string runtime) : AssemblyLoadContext("TimescaleVpc")
{
    public EngineContext(string folder)
        : this(folder, RuntimeEnvironment.GetRuntimeDirectory()) { }

    /// <summary>Our copy of a library; null where there is none, or where the runtime's is used instead.</summary>
    internal string? OwnCopyOf(string name)
    {
        var file = name + ".dll";
        var ownFile = Path.Combine(folder, file);
        return File.Exists(ownFile) && !IsReplaced(ownFile, Path.Combine(runtime, file)) ? ownFile : null;
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var name = assemblyName.Name!;

        // The records must be one and the same type on both sides.
        if (name == "TimescaleVpc") return typeof(EngineContext).Assembly;
        return OwnCopyOf(name) is { } path ? LoadFromAssemblyPath(path) : null;
    }

    /// <summary>
    /// Whether the runtime contains the library, in a version that is not older than ours. Its copy is precompiled;
    /// ours would be compiled in each process. No module can replace it.
    /// </summary>
    private static bool IsReplaced(string ownFile, string runtimes) =>
        File.Exists(runtimes)
        && AssemblyName.GetAssemblyName(runtimes).Version >= AssemblyName.GetAssemblyName(ownFile).Version;
}
