using System.Reflection;

namespace TimescaleVpc.Engine.Errors;

/// <summary>
/// Every error that the module reports, in one place. The id is the name of the field, and keeps its meaning for the
/// product's life; the words may change. docs/troubleshooting.md is written from it.
/// </summary>
internal static partial class Catalogue
{
    /// <summary>All entries, sorted by id. Computed when asked: the fields are set file by file.</summary>
    public static IReadOnlyList<ErrorEntry> All =>
        [.. typeof(Catalogue).GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)
            .Where(member => member.FieldType == typeof(ErrorEntry))
            .Select(member => (ErrorEntry)member.GetValue(null)!)
            .OrderBy(entry => entry.Id, StringComparer.Ordinal)];
}
