using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace TimescaleVpc.Host;

/// <summary>
/// Goes one way through the module and exits with 0 if it led to its end. One process each: which library is loaded
/// first depends on the way.
/// </summary>
internal static class Program
{
    /// <param name="arguments">The folder of the module's own assemblies, and the way.</param>
    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is not [var folder, .. var way])
        {
            Console.Error.WriteLine("Usage: TimescaleVpc.Host FOLDER WAY");
            return 2;
        }

        Console.WriteLine($"{RuntimeInformation.FrameworkDescription} in {RuntimeEnvironment.GetRuntimeDirectory()}");
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            Path.Combine(Path.GetFullPath(folder), name.Name + ".dll") is var file && File.Exists(file)
                ? context.LoadFromAssemblyPath(file) : null;
        return await GoAsync(way);
    }

    /// <summary>Apart, so that the module is not asked for before it can be found.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task<int> GoAsync(string[] way) => Ways.GoAsync(way);
}
