using TimescaleVpc.Engine.Platforms;

namespace TimescaleVpc.Engine.Diagnosis;

/// <summary>Looks into the platform's side of a peering; it is told all that it judges.</summary>
internal static class PlatformExaminer
{
    /// <summary>What the VPC's state means.</summary>
    public static IEnumerable<PeeringFinding> Vpc(PeeringCase peeringCase, VpcPhase phase)
    {
        var subject = peeringCase.Subject;
        if (peeringCase.Vpc is not { } vpc)
            return [FindingCatalogue.VpcMissing.For(subject, [], peeringCase.Peering.VpcId)];
        return phase switch
        {
            VpcPhase.Building => [FindingCatalogue.VpcNotReady.For(subject, vpc.VpcId, [], vpc.State)],
            VpcPhase.Failed or VpcPhase.Deleting or VpcPhase.Deleted =>
                [FindingCatalogue.VpcUnusable.For(subject, vpc.VpcId, [], vpc.State)],
            _ => [],
        };
    }

    /// <summary>What the state of the platform's half means.</summary>
    public static IEnumerable<PeeringFinding> Half(PeeringCase peeringCase)
    {
        var (subject, state) = (peeringCase.Subject, peeringCase.PlatformPeering);
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
            { Failure: PeeringFailure.Deleted } => FindingCatalogue.PeeringDeleting,
            { Phase: PeeringPhase.Failed or PeeringPhase.Gone } => FindingCatalogue.PeeringInvalid,
            { Cloud: Cloud.Other, Phase: not PeeringPhase.Active } => FindingCatalogue.CloudHasNoPeering,
            _ => null,
        };
        if (entry is null) return [];
        var words = state is null ? string.Join(", ", peeringCase.Peering.Leftovers.Select(item => $"{item}"))
            : state.Message is { Length: > 0 } message ? $"{state.State}: {message}".TrimEnd('.') : state.State;
        return [entry.For(subject, [.. peeringCase.Peerings is null ? [] : new[] { peeringCase.Said }], words)];
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

        foreach (var service in peeringCase.Services.Where(service => !service.IsSettled))
        {
            yield return FindingCatalogue.ServiceNotRunning.For(
                peeringCase.Subject, service.Id, [reading.Saying(service.Record.State)], service.Name,
                service.Record.State);
        }
    }
}
