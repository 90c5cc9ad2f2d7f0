using TimescaleVpc.Engine.Diagnosis;
using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Aws;

/// <summary>
/// Asks EC2 with DryRun whether the sign-in has the rights that a peering will take. What is about a connection or a
/// group that is not there yet cannot be asked: the answer would depend on its tags and parties.
/// </summary>
internal sealed class AwsRightsCheck(ItemContext context)
{
    /// <summary>Names no connection: policies know a route by its table.</summary>
    private const string NoConnection = "pcx-00000000000000000";

    private static readonly string AlsoApproving =
        string.Join(", ", StepCatalogue.AcceptPeering.Permission, StepCatalogue.TagPeering.Permission);

    private static readonly string AlsoOpening = string.Join(
        ", ", StepCatalogue.RevokeDefaultEgress.Permission, StepCatalogue.AuthorizeEgress.Permission);

    /// <param name="peeringCase">The peering that is wanted.</param>
    /// <param name="network">The AWS VPC.</param>
    /// <param name="reading">What the region holds.</param>
    /// <param name="cancel">Stops the requests.</param>
    public async Task<IEnumerable<PeeringFinding>> ExamineAsync(
        PeeringCase peeringCase, Ec2Vpc network, AwsRegionReading reading, CancellationToken cancel)
    {
        var rights = await context.ReadAsync<IReadOnlyList<Ec2Right>>(
            new("the sign-in's rights in EC2", network.Id),
            async () =>
            {
                var ec2 = await context.Ec2Async(peeringCase.Peering, cancel);
                var answers = new List<Ec2Right>();
                foreach (var (action, change) in Changes(peeringCase.Peering, network, reading, cancel))
                    answers.Add(await ec2.MayAsync(action, change));
                return answers;
            }, cancel);
        return Of(peeringCase, network.Id, rights);
    }

    /// <summary>Judges what EC2 has answered.</summary>
    public static IEnumerable<PeeringFinding> Of(
        PeeringCase peeringCase, string networkId, Reading<IReadOnlyList<Ec2Right>> rights)
    {
        foreach (var right in rights.Value ?? [])
        {
            if (right.IsAllowed == true) continue;
            var isApproval = right.Action == StepCatalogue.CreateRoute.Permission;
            FindingEvidence[] evidence = [rights.Saying($"{right.Action}, DryRun: {right.Refusal?.Message}")];
            yield return right.IsAllowed is null
                ? FindingCatalogue.AwsRightUnclear.For(
                    peeringCase.Subject, networkId, evidence, networkId, right.Action, right.Refusal?.Code)
                : (isApproval ? FindingCatalogue.AwsRightsMissing : FindingCatalogue.AwsEgressRightsMissing).For(
                    peeringCase.Subject, networkId, evidence, networkId, right.Action,
                    isApproval ? AlsoApproving : AlsoOpening);
        }
    }

    /// <summary>The changes that are to come and can be asked about.</summary>
    private static IEnumerable<(string Action, Func<Ec2Api, Task> Change)> Changes(
        VpcPeering peering, Ec2Vpc network, AwsRegionReading reading, CancellationToken cancel)
    {
        if (reading.UsedTables(network.Id) is [var table, ..]
            && AddressRange.TryParse(peering.VpcCidr, out var range, out _))
        {
            var connection = reading.Connections.Value is [var first, ..] ? first.Id : NoConnection;
            yield return (StepCatalogue.CreateRoute.Permission,
                api => api.CreateRouteAsync(table.Id, $"{range}", connection, cancel));
        }

        if (reading.Groups.Value?.Any(group => AwsNames.IsMarked(group, peering)) == true) yield break;
        var name = AwsNames.Group(peering);
        yield return (StepCatalogue.CreateSecurityGroup.Permission,
            api => api.CreateSecurityGroupAsync(new(network.Id, name, name), cancel));
    }
}
