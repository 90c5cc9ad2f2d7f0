using System.Reflection;

namespace TimescaleVpc.Tests.Hosting;

/// <summary>The assemblies that a process would have, read and not loaded: who gets which copy of which.</summary>
/// <param name="engine">Where the engine and our copies are.</param>
/// <param name="runtime">Where the runtime's libraries are.</param>
/// <param name="ownCopyOf">Our copy, for who asks for it; null is the runtime's.</param>
internal sealed class LibraryWorld(string engine, string runtime, Func<AssemblyName, string?> ownCopyOf) : IDisposable
{
    private readonly Dictionary<string, Library?> libraries = [];

    /// <summary>The world that the engine's context makes.</summary>
    public static LibraryWorld Of(string engine, string runtime)
    {
        var context = new EngineContext(engine, runtime);
        return new(engine, runtime, library => context.OwnCopyOf(library.Name!));
    }

    /// <summary>All that would be loaded into the engine's own context.</summary>
    public IEnumerable<Library> Own => Directory.GetFiles(engine, "*.dll")
        .Where(file => Path.GetFileNameWithoutExtension(file) != "TimescaleVpc.Sandbox.Server")
        .Select(file => Find(AssemblyName.GetAssemblyName(file), isAskedByOwn: true)!)
        .Where(library => library.IsOwn);

    /// <summary>What an assembly gets that asks for another one; null if there is none.</summary>
    public Library? Find(AssemblyName library, bool isAskedByOwn)
    {
        var file = library.Name + ".dll";
        if (library.Name == "TimescaleVpc") return Read(Path.Combine(engine, "..", file), isOwn: true);
        return isAskedByOwn && ownCopyOf(library) is { } ownCopy
            ? Read(ownCopy, isOwn: true) : Read(Path.Combine(runtime, file), isOwn: false);
    }

    public void Dispose()
    {
        foreach (var library in libraries.Values) library?.Dispose();
    }

    private Library? Read(string file, bool isOwn)
    {
        if (!libraries.TryGetValue(file, out var library))
            libraries[file] = library = File.Exists(file) ? new Library(this, file, isOwn) : null;
        return library;
    }
}
