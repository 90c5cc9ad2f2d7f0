using TimescaleVpc.Engine.Diagnosis;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Steps;

namespace TimescaleVpc.Engine.Azure;

/// <summary>Judges the locks and deny assignments that forbid what roles allow.</summary>
internal static class AzureGovernanceCheck
{
    /// <param name="peeringCase">The peering, or the one that is wanted.</param>
    /// <param name="vnet">The VNet.</param>
    /// <param name="reading">What stands above its roles.</param>
    /// <param name="directory">The principals that the peering has; null if they are not known.</param>
    public static IEnumerable<PeeringFinding> Of(
        PeeringCase peeringCase, AzureVNet vnet, GovernanceReading reading, DirectoryReading? directory) =>
        [.. Locks(peeringCase, vnet, reading.Locks), .. Denials(peeringCase, vnet, reading.Denials, directory)];

    private static IEnumerable<PeeringFinding> Locks(
        PeeringCase peeringCase, AzureVNet vnet, Reading<IReadOnlyList<AzureLock>> reading)
    {
        var peering = peeringCase.Peering.With([vnet]);
        var link = $"{vnet.VNetId}/virtualNetworkPeerings/{peering.LinkName}";
        foreach (var item in reading.Value ?? [])
        {
            var stopsWriting = item.Stops(StepCatalogue.CreateLink.Permission, link);
            if (!stopsWriting && !item.Stops(StepCatalogue.RemoveLink.Permission, link)) continue;
            var entry = stopsWriting && IsLinkToCome(peeringCase, peering)
                ? FindingCatalogue.LockStopsSteps : FindingCatalogue.LockInPlace;
            var notes = item.Notes is { Length: > 0 } text ? $": {text}" : "";
            yield return entry.For(
                peeringCase.Subject, item.Id, [reading.Saying($"{item.Level} at {item.Scope}{notes}")], item.Name,
                item.Level, item.Scope, stopsWriting ? "made, updated or removed" : "removed");
        }
    }

    private static IEnumerable<PeeringFinding> Denials(
        PeeringCase peeringCase, AzureVNet vnet, Reading<IReadOnlyList<AzureDenyAssignment>> reading,
        DirectoryReading? directory)
    {
        var ownId = directory?.Own.Principal.Value?.ObjectId;
        var platformId = directory?.Platform.Principal.Value?.ObjectId;
        var isActive = peeringCase.Phase == PeeringPhase.Active;
        foreach (var item in reading.Value ?? [])
        {
            var stops = new List<string>();
            if (!isActive && IsCertain(item, null))
                Add("the sign-in", [StepCatalogue.AssignOwnRole.Permission], null);
            if (IsCertain(item, ownId)) Add("your application", RoleActions.Own, ownId);
            if (IsCertain(item, platformId)) Add("Timescale's application", RoleActions.Platform, platformId);
            if (stops.Count == 0) continue;
            yield return FindingCatalogue.DenyAssignmentStops.While(isActive).For(
                peeringCase.Subject, item.Id, [reading.Saying($"{item.Name} at {item.Scope}")], item.Name, item.Scope,
                string.Join("; ", stops));

            void Add(string who, string[] actions, string? principal)
            {
                string[] all = [.. actions.Where(action => item.Stops(action, vnet.VNetId, principal))];
                if (all.Length > 0) stops.Add($"{who}: {string.Join(", ", all)}");
            }
        }
    }

    /// <summary>Whom an assignment spares is known by id, and one that is not there yet has none.</summary>
    private static bool IsCertain(AzureDenyAssignment item, string? principal) =>
        principal is not null || item.Spared.Count == 0;

    private static bool IsLinkToCome(PeeringCase peeringCase, VpcPeering peering) =>
        peeringCase.Phase != PeeringPhase.Active && AzurePeerings.HalfOf(peering.LinkState) is
            Peerings.CustomerHalf.Missing or Peerings.CustomerHalf.Dead;
}
