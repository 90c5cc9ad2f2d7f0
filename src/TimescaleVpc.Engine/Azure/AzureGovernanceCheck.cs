using TimescaleVpc.Engine.Diagnosis;
using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Steps;

namespace TimescaleVpc.Engine.Azure;

/// <summary>Judges the locks and deny assignments that forbid what roles allow.</summary>
internal static class AzureGovernanceCheck
{
    /// <param name="azureCase">The peering, or the one that is wanted.</param>
    /// <param name="reading">What stands above its roles.</param>
    /// <param name="directory">The principals that the peering has; null if they are not known.</param>
    public static IEnumerable<PeeringFinding> Of(
        AzureCase azureCase, GovernanceReading reading, DirectoryReading? directory) =>
        [.. Locks(azureCase, reading.Locks), .. Denials(azureCase, reading.Denials, directory)];

    private static IEnumerable<PeeringFinding> Locks(
        AzureCase azureCase, Reading<IReadOnlyList<AzureLock>> reading)
    {
        var link = $"{azureCase.VNet.VNetId}/virtualNetworkPeerings/{azureCase.Peering.LinkName}";
        foreach (var item in reading.Value ?? [])
        {
            var stopsWriting = item.Stops(StepCatalogue.CreateLink.Permission, link);
            if (!stopsWriting && !item.Stops(StepCatalogue.RemoveLink.Permission, link)) continue;
            var entry = stopsWriting && IsLinkToCome(azureCase)
                ? FindingCatalogue.LockStopsSteps : FindingCatalogue.LockInPlace;
            var notes = item.Notes is { Length: > 0 } text ? $": {text}" : "";
            yield return entry.For(
                azureCase.Subject, item.Id, [reading.Saying($"{item.Level} at {item.Scope}{notes}")], item.Name,
                item.Level, item.Scope, stopsWriting ? "made, updated or removed" : "removed");
        }
    }

    private static IEnumerable<PeeringFinding> Denials(
        AzureCase azureCase, Reading<IReadOnlyList<AzureDenyAssignment>> reading, DirectoryReading? directory)
    {
        var ownId = directory?.Own.Principal.Value?.ObjectId;
        var platformId = directory?.Platform.Principal.Value?.ObjectId;
        var isActive = azureCase.Phase == PeeringPhase.Active;
        foreach (var item in reading.Value ?? [])
        {
            var stops = new List<string>();
            if (!isActive && IsCertain(item, null))
                Add("the sign-in", [StepCatalogue.AssignOwnRole.Permission], null);
            if (IsCertain(item, ownId)) Add("your application", RoleActions.Own, ownId);
            if (IsCertain(item, platformId)) Add("Timescale's application", RoleActions.Platform, platformId);
            if (stops.Count == 0) continue;
            yield return FindingCatalogue.DenyAssignmentStops.While(isActive).For(
                azureCase.Subject, item.Id, [reading.Saying($"{item.Name} at {item.Scope}")], item.Name, item.Scope,
                string.Join("; ", stops));

            void Add(string who, string[] actions, string? principal)
            {
                string[] all = [.. actions.Where(action => item.Stops(action, azureCase.VNet.VNetId, principal))];
                if (all.Length > 0) stops.Add($"{who}: {string.Join(", ", all)}");
            }
        }
    }

    /// <summary>Whom an assignment spares is known by id, and one that is not there yet has none.</summary>
    private static bool IsCertain(AzureDenyAssignment item, string? principal) =>
        principal is not null || item.Spared.Count == 0;

    private static bool IsLinkToCome(AzureCase azureCase) =>
        azureCase.Phase != PeeringPhase.Active && AzurePeerings.HalfOf(azureCase.Peering.LinkState) is
            CustomerHalf.Missing or CustomerHalf.Dead;
}
