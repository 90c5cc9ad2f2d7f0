using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Platforms;

namespace TimescaleVpc.Tests.House;

/// <summary>The folders of the engine that hold an adapter.</summary>
internal static class Slices
{
    public static string[] Clouds { get; } = Of<ICustomerSide>(typeof(OtherSide));

    public static string[] Platforms { get; } = Of<IPlatform>();

    public static string[] Adapters { get; } = [.. Platforms, .. Clouds];

    private static string[] Of<TAdapter>(Type? exception = null) =>
    [
        .. typeof(TAdapter).Assembly.GetTypes()
            .Where(type => type.IsClass && type != exception && type.IsAssignableTo(typeof(TAdapter)))
            .Select(type => type.Namespace!.Split('.')[^1]).Distinct().Order(StringComparer.Ordinal),
    ];
}
