using TimescaleVpc.Engine.Diagnosis;
using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Azure;

/// <summary>Looks into what a peering that was not asked for yet would need in Azure and Entra ID.</summary>
internal sealed class AzurePreflight(ItemContext context)
{
    public async Task<IEnumerable<PeeringFinding>> ExamineAsync(
        PeeringCase peeringCase, AzureVNet vnet, Reading<IReadOnlyList<AzureVNet>> networks, CancellationToken cancel)
    {
        var findings = new List<PeeringFinding>(AzurePreflightCheck.Limit(peeringCase, vnet, networks));
        findings.AddRange(AzurePreflightCheck.Transit(peeringCase, vnet, networks));
        if (peeringCase.Vpc is not { } vpc) return findings;
        var request = new GrantPeerRoleRequest();
        var intent = GrantOptions.Intent(request, vpc, VNetId.Parse(vnet.VNetId), connection: null);
        var world = await context.ReadAsync<GrantWorld>(
            new($"what is granted for VPC {vpc.VpcId}", $"VNet {vnet.VNetId}"),
            async () =>
            {
                var account = await context.AzureAsync(cancel);
                var reader = new GrantReader(intent, connection: null, request, account, context);
                return await reader.ReadAssignmentsAsync(await reader.ReadSharedAsync(cancel), cancel);
            }, cancel);
        if (world.Value is { } granted)
        {
            var steps = GrantDecision.Remaining(intent, granted);
            foreach (var part in GrantRights.ByScope(intent, steps))
            {
                var rights = await RightsAsync(part.Key, cancel);
                findings.AddRange(AzurePreflightCheck.Rights(peeringCase, part.Key, [.. part], rights));
            }

            findings.AddRange(AzurePreflightCheck.DirectoryRole(peeringCase, steps, await RolesAsync(cancel)));
            findings.AddRange(AzurePreflightCheck.Policy(
                peeringCase, granted.App, await PolicyAsync(cancel), LinkCredential.Lifetime(context),
                context.Clock.Now));
        }

        return findings;
    }

    private Task<Reading<IReadOnlyList<ActionSet>>> RightsAsync(string scope, CancellationToken cancel) =>
        context.ReadAsync<IReadOnlyList<ActionSet>>(
            new("the sign-in's rights", scope),
            async () => await (await context.AzureAsync(cancel)).Roles.PermissionsAsync(scope, cancel), cancel);

    private Task<Reading<IReadOnlyList<string>>> RolesAsync(CancellationToken cancel) =>
        context.ReadAsync<IReadOnlyList<string>>(
            new("the sign-in's directory roles", "its token"),
            async () => await (await context.AzureAsync(cancel)).DirectoryRolesAsync(cancel), cancel);

    private Task<Reading<EntraAppPolicy>> PolicyAsync(CancellationToken cancel) => context.ReadAsync<EntraAppPolicy>(
        new("the tenant's policy for credentials of applications", "Entra ID"),
        async () => await (await context.AzureAsync(cancel)).Entra.GetAppPolicyAsync(cancel), cancel);
}
