using TimescaleVpc.Engine.Networking;

namespace TimescaleVpc.Engine.Diagnosis;

/// <summary>A range that is taken.</summary>
/// <param name="Cidr">The range.</param>
/// <param name="Owner">Whose it is, in words that go into a sentence.</param>
/// <param name="Id">The owner's id; null if it has none.</param>
internal sealed record OccupiedRange(string Cidr, string Owner, string? Id);

/// <summary>Compares the VPC's range with those that the customer's network uses or reaches.</summary>
internal static class RangeCheck
{
    private const int Suggestions = 3;

    /// <param name="peeringCase">The peering that is wanted.</param>
    /// <param name="occupiedRanges">The network's ranges, and those of its neighbours.</param>
    /// <param name="evidence">Where they were read.</param>
    /// <param name="moreTargets">Ranges that the platform's network got since.</param>
    public static IEnumerable<PeeringFinding> Of(
        PeeringCase peeringCase, IReadOnlyCollection<OccupiedRange> occupiedRanges, FindingEvidence evidence,
        params string[] moreTargets)
    {
        if (!AddressRange.TryParse(peeringCase.Peering.VpcCidr, out var main, out _)) yield break;
        var ranges = AddressRange.Read(occupiedRanges.Select(item => item.Cidr)).Where(FreeRanges.IsIPv4).ToArray();
        var targets = AddressRange.Read(moreTargets).Prepend(main).Distinct().ToArray();
        foreach (var item in occupiedRanges)
        {
            if (!AddressRange.TryParse(item.Cidr, out var range, out _)
                || Array.Find(targets, range.Overlaps) is not { } target) continue;
            var free = FreeRanges.Next(main.PrefixLength, ranges, Suggestions);
            yield return FindingCatalogue.RangeOverlaps.For(
                peeringCase.Subject, item.Id, [evidence with { Said = $"{item.Owner} has {item.Cidr}" }],
                item.Owner, range, target, free.Count == 0 ? "none of this size" : string.Join(", ", free));
        }
    }
}
