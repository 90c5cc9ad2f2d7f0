namespace TimescaleVpc;

/// <summary>
/// Names and ids of all four platforms are compared in this way: Azure has no case, and the others are not of one mind.
/// </summary>
internal static class IgnoringCase
{
    /// <summary>The same text, whatever its letter case; null is the same as null only.</summary>
    public static bool Same(string? text, string? other) =>
        string.Equals(text, other, StringComparison.OrdinalIgnoreCase);
}
