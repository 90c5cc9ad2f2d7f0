using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Azure;

/// <summary>
/// Makes or changes the cross-tenant link as the application: one PUT that carries tokens of both tenants. It waits
/// out what time cures (a role, a secret or a service principal that is not known everywhere yet) and names what it
/// does not.
/// </summary>
internal sealed class LinkMaker(LinkCredential credential, ItemContext context)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly AzureAccount account = credential.App.Account;
    private readonly ArmLinks links = new(
        new ArmTransport(
            context.Wire, credential.Tokens, credential.App.Account.TenantId, $"Application {credential.AppId}"),
        context.Clock);

    public async Task MakeAsync(VpcPeering peering, LinkFlags flags, CancellationToken cancel)
    {
        var id = AzurePeerings.IdOf(peering);
        var (name, remote, tenant) = (peering.LinkName!, peering.RemoteNetworkId!, peering.RemoteTenantId!);
        var subject = peering.NetworkLabel;
        var wait = FirstWait;
        for (var (attempt, unknownCount, refusedAt) = (1, 0, (DateTimeOffset?)null); ; attempt++)
        {
            string status;
            try
            {
                context.ShowStep(subject, flags.IsChange ? "Azure is changing the link" : "Azure is making the link");
                var answer = await links.PutAsync(
                    id, name, remote, tenant, flags, refusedAt, context.Deadline, cancel);
                if (answer.Succeeded && answer.Readable) return;
                status = await JudgeAsync(peering, answer, cancel);
                refusedAt = context.Clock.Now;
            }
            catch (TokenRefusedException error)
            {
                status = await JudgeAsync(peering, error, cancel);
                refusedAt = context.Clock.Now;
            }
            catch (UnknownOutcomeException error)
            {
                // The PUT may be repeated: it says the same again.
                if (!context.MayTryAgain(++unknownCount)) throw error.Reported;
                status = "the answer was lost; looking again";
            }

            await context.WaitAsync(wait, subject, status, cancel, UsualTimes.RolePropagation);
            wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
        }
    }

    /// <summary>The meaning of a refused PUT: a reason to wait, or an error.</summary>
    private async Task<string> JudgeAsync(VpcPeering peering, ArmAnswer answer, CancellationToken cancel)
    {
        var path = ArmLinks.Path(AzurePeerings.IdOf(peering), peering.LinkName!);
        switch (answer.Code)
        {
            case "AuthorizationFailed" when AzureRefusals.Arm.Find(answer.Refusal!) == Catalogue.AzurePermissionDenied:
                var action = answer.ActionDenied ?? StepCatalogue.CreateLink.Permission;
                if (!await IsAssignedAsync(peering, action, cancel))
                {
                    throw Catalogue.RoleAssignmentMissing.Because(
                        answer.Refusal!, peering, peering.AppId, peering.VNetId, action);
                }

                if (context.DeadlinePassed)
                {
                    throw Catalogue.RolePropagationTimeout.Because(
                        answer.Refusal!, peering, peering.AppId, peering.VNetId, context.Timeout, action);
                }

                return "Azure does not apply the new role everywhere yet";

            // The token is good, but the platform has not let the application in yet.
            case "LinkedAuthorizationFailed"
                when AzureRefusals.Arm.Find(answer.Refusal!) == Catalogue.LinkUnauthorized && !context.DeadlinePassed:
                return "Timescale has not given the right on its network yet";

            case "LinkedAuthorizationFailed":
                throw answer.ToError(peering.RemoteNetworkId!, AzurePeerings.Subject(peering));

            case not null when answer.IsBusy && !context.DeadlinePassed:
                return "another change of the VNet is running";
        }

        var error = answer.ToError(path, AzurePeerings.Subject(peering));
        throw answer.Succeeded || answer.Status >= 500 ? new UnknownOutcomeException(error) : error;
    }

    /// <summary>The meaning of a refused token: a reason to wait, or an error.</summary>
    private async Task<string> JudgeAsync(VpcPeering peering, TokenRefusedException error, CancellationToken cancel)
    {
        var isUnknown = error.Code is "AADSTS7000215" or "AADSTS700027";
        if (isUnknown && await credential.IsGoneAsync(cancel)) throw new CredentialGoneException();

        // 7000215: a secret that is not known everywhere; 700027: likewise a key; the others: a service principal
        // that is not there yet.
        var maybeLag = isUnknown || error.Code is "AADSTS700016" or "AADSTS7000229";
        if (maybeLag && !context.DeadlinePassed) return "Entra ID does not know the application everywhere yet";

        // The application may be missing in the platform's tenant: only the platform can add it there.
        var tenant = error.Refusal.Says(peering.RemoteTenantId!) ? peering.RemoteTenantId : account.TenantId;
        throw maybeLag ? Catalogue.AppSignInFailed.Because(
                error.Refusal, peering, peering.AppId, tenant, AzurePeerings.Subject(peering))
            : error.ToError($"Application {peering.AppId}", peering);
    }

    private async Task<bool> IsAssignedAsync(VpcPeering peering, string action, CancellationToken cancel)
    {
        var principal = peering.ServicePrincipalId
            ?? (await account.Entra.FindPrincipalAsync(peering.AppId!, cancel))?.ObjectId;
        if (principal is null) return false;

        var assignments = await account.Roles.ListAssignmentsAsync(peering.VNetId!, principal, cancel);
        foreach (var item in assignments.Where(item => ArmRoles.Covers(item.Scope, peering.VNetId!)))
        {
            var role = await account.Roles.GetAsync(item.RoleId, cancel);
            if (role is not null && role.Allows([action])) return true;
        }

        return false;
    }
}
