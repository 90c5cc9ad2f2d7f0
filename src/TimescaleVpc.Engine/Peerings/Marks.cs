namespace TimescaleVpc.Engine.Peerings;

/// <summary>What everything of this module carries that can carry a mark, in all clouds.</summary>
internal static class Marks
{
    public const string Own = "TimescaleVpc";
}
