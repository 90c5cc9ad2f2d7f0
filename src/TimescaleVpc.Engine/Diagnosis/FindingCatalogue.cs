namespace TimescaleVpc.Engine.Diagnosis;

/// <summary>
/// All findings of Test-VpcPeering. docs/diagnosis.md is generated from it. What belongs to one cloud is in the part
/// of its name.
/// </summary>
internal static partial class FindingCatalogue
{
    // The order in which the parts of a class are initialised is not defined, so the list is made when it is needed.
    private static readonly Lazy<IReadOnlyList<FindingEntry>> Entries = new(() =>
    [
        .. typeof(FindingCatalogue).GetFields().Select(field => field.GetValue(null)).OfType<FindingEntry>()
            .OrderBy(entry => entry.Link).ThenBy(entry => entry.Severity)
            .ThenBy(entry => entry.Id, StringComparer.Ordinal),
    ]);

    /// <summary>All entries, in the order of the chain.</summary>
    public static IReadOnlyList<FindingEntry> All => Entries.Value;

    /// <summary>The entry of an id; null if there is none.</summary>
    public static FindingEntry? Find(string id) => All.FirstOrDefault(entry => Same(entry.Id, id));
}
