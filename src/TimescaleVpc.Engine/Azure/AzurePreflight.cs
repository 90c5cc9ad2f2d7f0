using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Azure;

/// <summary>Looks into what a peering that was not asked for yet would need in Azure and Entra ID.</summary>
internal sealed class AzurePreflight(ItemContext context, AzureSurvey survey)
{
    public async Task<IEnumerable<PeeringFinding>> ExamineAsync(AzureCase azureCase, CancellationToken cancel)
    {
        List<PeeringFinding> findings =
            [.. AzurePreflightCheck.Limit(azureCase), .. AzurePreflightCheck.Transit(azureCase)];
        if (azureCase.Vpc is not { } vpc) return findings;

        var request = new GrantPeerRoleRequest();
        var intent = GrantOptions.Intent(request, vpc, VNetId.Parse(azureCase.VNet.VNetId), connection: null);
        var world = await survey.ReadAsync<GrantWorld>(
            $"what is granted for VPC {vpc.VpcId}", $"VNet {azureCase.VNet.VNetId}",
            async account =>
            {
                var reader = new GrantReader(intent, connection: null, request, account, context);
                return await reader.ReadAssignmentsAsync(await reader.ReadSharedAsync(cancel), cancel);
            });
        if (world.Value is not { } grantedWorld) return findings;

        var steps = GrantDecision.Remaining(intent, grantedWorld);
        foreach (var part in GrantRights.ByScope(intent, steps))
        {
            var rights = await survey.ReadAsync<IReadOnlyList<ActionSet>>(
                "the sign-in's rights", part.Key,
                async account => await account.Roles.PermissionsAsync(part.Key, cancel));
            findings.AddRange(AzurePreflightCheck.Rights(azureCase, part.Key, [.. part], rights));
        }

        var roles = await survey.ReadAsync(
            "the sign-in's directory roles", "its token", account => account.DirectoryRolesAsync(cancel));
        findings.AddRange(AzurePreflightCheck.DirectoryRole(azureCase, steps, roles));
        var policy = await survey.ReadAsync<EntraAppPolicy>(
            "the tenant's policy for credentials of applications", "Entra ID",
            async account => await account.Entra.GetAppPolicyAsync(cancel));
        findings.AddRange(AzurePreflightCheck.Policy(
            azureCase, grantedWorld.App, policy, LinkCredential.Lifetime(context), context.Clock.Now));
        return findings;
    }
}
