using System.Reflection;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Errors;

/// <summary>
/// Every error that the module reports, in one place. The ids keep their meaning for the product's life; the words may
/// change. docs/troubleshooting.md is written from it.
/// </summary>
internal static partial class Catalogue
{
    /// <summary>A platform that has too many requests, or trouble of its own; nothing here can mend it.</summary>
    /// <param name="target">The name or id of what the error is about.</param>
    /// <param name="host">Who answered.</param>
    /// <param name="what">What was asked.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="throttled">Whether the platform's own code says "too many", whatever the status.</param>
    public static TimescaleVpcException Overload(
        object? target, string host, string what, int status, bool throttled = false) =>
        (throttled || status == 429 ? Throttled : ServiceBusy).For(target, host, what, status, RetryHandler.Attempts);

    /// <summary>All entries, sorted by id. Computed when asked: the fields are set file by file.</summary>
    public static IReadOnlyList<ErrorEntry> All =>
        [.. typeof(Catalogue).GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)
            .Where(member => member.FieldType == typeof(ErrorEntry))
            .Select(member => (ErrorEntry)member.GetValue(null)!)
            .OrderBy(entry => entry.Id, StringComparer.Ordinal)];
}
