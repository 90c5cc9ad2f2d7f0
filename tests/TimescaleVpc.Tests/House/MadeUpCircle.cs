// A circle for NamespaceTests. The way back from Lower to Upper has no using and no name: only what Start returns.
namespace TimescaleVpc.Tests.House.MadeUp
{
    internal static class Start
    {
        public static Upper.Caller Caller { get; } = new();
    }
}

namespace TimescaleVpc.Tests.House.MadeUp.Upper
{
    internal sealed class Caller
    {
        public string Name { get; } = Lower.Callee.Name;
    }
}

namespace TimescaleVpc.Tests.House.MadeUp.Lower
{
    internal static class Callee
    {
        public static string Name => Start.Caller.Name;
    }
}
