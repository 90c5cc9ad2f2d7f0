using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Platforms;

namespace TimescaleVpc.Engine.Diagnosis;

/// <summary>Looks into the platform's side of a peering; it is told all that it judges.</summary>
internal static class PlatformExaminer
{
    /// <summary>What the VPC's state means.</summary>
    public static IEnumerable<PeeringFinding> Vpc(PeeringCase peeringCase)
    {
        var subject = peeringCase.Subject;
        // What is left of a project's peerings together belongs to no VPC.
        if (peeringCase.Peering.VpcId.Length == 0) return [];
        if (peeringCase.Vpc is not { } vpc)
            return [FindingCatalogue.VpcMissing.For(subject, [], peeringCase.Peering.VpcId, peeringCase.LeftNames)];
        return vpc.Phase switch
        {
            VpcPhase.Building => [FindingCatalogue.VpcNotReady.For(subject, vpc.VpcId, [], vpc.State)],
            VpcPhase.Failed or VpcPhase.Deleting or VpcPhase.Deleted =>
                [FindingCatalogue.VpcUnusable.For(subject, vpc.VpcId, [], vpc.State, vpc.VpcId)],
            _ => [],
        };
    }

    /// <summary>What the state of the platform's half means.</summary>
    public static IEnumerable<PeeringFinding> Half(PeeringCase peeringCase)
    {
        var (subject, state) = (peeringCase.Subject, peeringCase.PlatformPeering);
        // Without its VPC a peering cannot be made or finished, and that is said already.
        if (peeringCase is { Vpc: null, Peering.VpcId.Length: > 0 }) return [];
        FindingEntry? entry = state switch
        {
            null when peeringCase.Peering.Leftovers is { Length: > 0 } => peeringCase.Peering.NetworkId is null
                ? FindingCatalogue.LeftoverFound : FindingCatalogue.RunInterrupted,
            null => peeringCase.IsExpected ? FindingCatalogue.PeeringMissing : null,
            { Phase: PeeringPhase.Working } => FindingCatalogue.PeeringInProgress,
            { Phase: PeeringPhase.Deleting } => FindingCatalogue.PeeringDeleting,
            { Failure: PeeringFailure.Rejected } => FindingCatalogue.PeeringRejected,
            { Failure: PeeringFailure.Expired } => FindingCatalogue.PeeringExpired,
            { Failure: PeeringFailure.Disabled } => FindingCatalogue.PeeringDisabled,
            { Failure: PeeringFailure.DeletedByPeer } => FindingCatalogue.PeeringDeletedByPeer,
            { Failure: PeeringFailure.Error } => FindingCatalogue.PeeringErrored,
            { Failure: PeeringFailure.Deleting or PeeringFailure.Deleted } => FindingCatalogue.PeeringDeleting,
            { Phase: PeeringPhase.Failed or PeeringPhase.Gone } => FindingCatalogue.PeeringInvalid,
            _ => null,
        };
        if (entry is null) return [];
        var words = state is null ? peeringCase.LeftNames : state.Said.TrimEnd('.');
        return [entry.For(subject, [.. peeringCase.Peerings is null ? [] : new[] { peeringCase.Said }], words)];
    }

    /// <summary>What an interrupted run left cannot be finished while the networks cannot be peered.</summary>
    public static PeeringFinding Stuck(
        PeeringCase peeringCase, PeeringFinding finding, IReadOnlyList<PeeringFinding> findings) =>
        finding.Id == FindingCatalogue.RunInterrupted.Id
        && findings.FirstOrDefault(item => item.Id == FindingCatalogue.RangeOverlaps.Id) is { } obstacle
            ? FindingCatalogue.RunStuck.For(
                peeringCase.Subject, finding.Evidence, peeringCase.LeftNames, obstacle.Cause)
            : finding;

    /// <summary>What the services' own filters keep out of the customer's network.</summary>
    /// <param name="peeringCase">The peering.</param>
    /// <param name="ranges">The ranges of the customer's network.</param>
    public static IEnumerable<PeeringFinding> Filters(PeeringCase peeringCase, IReadOnlyList<string> ranges)
    {
        foreach (var service in peeringCase.Services)
        {
            if (service.KeptOut(ranges) is not { Count: > 0 } keptOut) continue;
            var isWhole = ranges.All(range => keptOut.Any(part => $"{part}" == AddressRange.Canonical(range)));
            var entry = isWhole ? FindingCatalogue.ServiceFilterExcludes : FindingCatalogue.ServiceFilterNarrow;
            yield return entry.For(
                peeringCase.Subject, service.Id,
                [peeringCase.AllServices!.Saying($"ip_filter: {string.Join(", ", service.IpFilter!)}")], service.Name,
                string.Join(", ", keptOut));
        }
    }

    /// <summary>What stands in the way of a request that was not made yet.</summary>
    /// <param name="peeringCase">The peering that is wanted.</param>
    /// <param name="mayChange">Whether the sign-in may change VPCs; null where it is not known.</param>
    /// <param name="limit">The documented number of peerings; null if there is none.</param>
    public static IEnumerable<PeeringFinding> Preflight(PeeringCase peeringCase, bool? mayChange, int? limit)
    {
        if (mayChange == false)
            yield return FindingCatalogue.ProjectRoleTooLow.For(peeringCase.Subject, [], peeringCase.Peering.Project);
        var count = peeringCase.Peerings?.Value?.Count(item => item.Phase != PeeringPhase.Failed) ?? 0;
        if (count >= limit)
        {
            yield return FindingCatalogue.PeeringLimitReached.For(
                peeringCase.Subject, peeringCase.Peering.VpcId, [peeringCase.Peerings!.Saying($"{count} peerings")],
                count, limit);
        }
    }

    /// <summary>A service with an allow list is not put into a VPC, and which services have one is not shown.</summary>
    /// <param name="peeringCase">The peering.</param>
    /// <param name="names">The services that should be in the VPC.</param>
    /// <param name="lists">The project's allow lists; without a value where the platform has none.</param>
    public static IEnumerable<PeeringFinding> AllowLists(
        PeeringCase peeringCase, IReadOnlyList<string> names, Reading<IReadOnlyList<AllowList>> lists)
    {
        if (lists.Value is not { Count: > 0 } all) return [];
        string[] texts = [.. all.Select(list => $"{list.Id} ({string.Join(", ", list.Cidrs)})")];
        return (peeringCase.AllServices?.Value ?? [])
            .Where(service => service.VpcId is null && names.Any(name => Same(name, service.Name)))
            .Select(service => FindingCatalogue.AllowListUnclear.For(
                peeringCase.Subject, service.Id, [lists.Saying(string.Join("; ", texts))], service.Name,
                string.Join("; ", texts)));
    }

    /// <summary>What stands between the peering and the services in the VPC.</summary>
    /// <param name="peeringCase">The peering.</param>
    /// <param name="names">The services that should be in the VPC.</param>
    public static IEnumerable<PeeringFinding> Services(PeeringCase peeringCase, IReadOnlyList<string> names)
    {
        if (peeringCase is not { Vpc: { } vpc, AllServices: { Value: { } all } reading }) yield break;
        foreach (var service in all.Where(service => names.Any(name => Same(name, service.Name))))
        {
            if (service.VpcId is null)
            {
                yield return FindingCatalogue.ServiceIsPublic.For(
                    peeringCase.Subject, service.Id, [reading.Saying("no VPC")], service.Name, vpc.VpcId);
            }
            else if (!Same(service.VpcId, vpc.VpcId))
            {
                yield return FindingCatalogue.ServiceElsewhere.For(
                    peeringCase.Subject, service.Id, [reading.Saying($"VPC {service.VpcId}")], service.Name,
                    service.VpcId, vpc.VpcId);
            }
        }

        foreach (var service in peeringCase.Services.Where(service => service.PublicHost is not null))
        {
            yield return FindingCatalogue.ServiceAlsoPublic.For(
                peeringCase.Subject, service.Id, [reading.Saying($"public as {service.PublicHost}")], service.Name,
                service.PublicHost);
        }

        foreach (var service in peeringCase.Services.Where(service => !service.IsSettled))
        {
            var entry = service.IsMoving ? FindingCatalogue.ServiceMoving : FindingCatalogue.ServiceNotRunning;
            yield return entry.For(
                peeringCase.Subject, service.Id, [reading.Saying(service.Record.State)], service.Name,
                service.Record.State);
        }
    }
}
