using TimescaleVpc.Engine.Diagnosis;
using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Platforms;

namespace TimescaleVpc.Engine.Azure;

/// <summary>What an examination read of applications and roles.</summary>
/// <param name="App">Your application, as the platform was told it.</param>
/// <param name="Own">Its service principal.</param>
/// <param name="Platform">The platform's.</param>
internal sealed record DirectoryReading(Reading<EntraApp> App, PrincipalReading Own, PrincipalReading Platform);

/// <summary>
/// Judges applications, service principals, roles and credentials. While the peering is active they carry no traffic,
/// so what is missing is a warning: the peering could not be made anew.
/// </summary>
internal static class AzureDirectoryCheck
{
    public static IEnumerable<PeeringFinding> Of(PeeringCase peeringCase, DirectoryReading reading)
    {
        var (subject, peering) = (peeringCase.Subject, peeringCase.Peering);
        var home = reading.Platform.Principal.Value?.HomeTenantId;
        return
        [
            .. reading.App is { IsKnown: true, Value: null } none
                ?
                [
                    FindingCatalogue.AppMissing.While(peeringCase.Phase == PeeringPhase.Active).For(
                        subject, peering.AppId, [none.Saying("no such application")], peering.AppId),
                ]
                : Holder(
                    peeringCase, reading.Own, peering.AppId, reading.App.Value?.Name ?? peering.AppId,
                    FindingCatalogue.PrincipalMissing, FindingCatalogue.RoleUnassigned, GrantParty.Own),
            .. home is not null && peering.RemoteTenantId is { } remote && !Same(home, remote)
                ?
                [
                    FindingCatalogue.PlatformAppForeign.For(
                        subject, reading.Platform.Principal.Value!.ObjectId,
                        [reading.Platform.Principal.Saying($"from tenant {home}")], home, remote),
                ]
                : Holder(
                    peeringCase, reading.Platform, GrantOptions.PlatformAppId, name: null,
                    FindingCatalogue.PlatformPrincipalMissing, FindingCatalogue.PlatformRoleUnassigned,
                    GrantParty.Platform),
            .. Widened(subject, peering, reading),
            .. Credentials(subject, peering, reading.App),
        ];
    }

    /// <summary>Whether a party has its service principal, and that a role.</summary>
    /// <param name="peeringCase">The peering.</param>
    /// <param name="holder">What was read of the party.</param>
    /// <param name="appId">Its application.</param>
    /// <param name="name">What findings call it; null takes its ids.</param>
    /// <param name="missingEntry">There is no principal.</param>
    /// <param name="unassignedEntry">No role allows what is needed.</param>
    /// <param name="party">What is needed.</param>
    private static PeeringFinding[] Holder(
        PeeringCase peeringCase, PrincipalReading holder, string? appId, string? name, FindingEntry missingEntry,
        FindingEntry unassignedEntry, GrantParty party)
    {
        var (isActive, scope) = (peeringCase.Phase == PeeringPhase.Active, peeringCase.Peering.VNetId!);
        if (holder.Principal is { IsKnown: true, Value: null } none)
        {
            return
            [
                missingEntry.While(isActive).For(
                    peeringCase.Subject, appId, [none.Saying("no service principal")], name ?? appId),
            ];
        }

        if (holder is not { IsKnown: true, Assignments: { } assignments } || holder.Allows(scope, party.Minimum))
            return [];
        var id = holder.Principal.Value!.ObjectId;
        return
        [
            unassignedEntry.While(isActive).For(
                peeringCase.Subject, id, [assignments.Saying(Roles(holder, scope))], name ?? id,
                string.Join(", ", party.Minimum)),
        ];
    }

    /// <summary>The roles that this module makes have a fixed list of actions, and are assigned by it alone.</summary>
    private static IEnumerable<PeeringFinding> Widened(
        PeeringSubject subject, VpcPeering peering, DirectoryReading reading)
    {
        (GrantParty Party, PrincipalReading Holder, string Name)[] parties =
        [
            (GrantParty.Own, reading.Own, reading.App.Value?.Name ?? $"{peering.AppId}"),
            (GrantParty.Platform, reading.Platform, "Timescale's application"),
        ];
        foreach (var (party, holder, name) in parties)
        {
            var guid = AzureNames.RoleGuid(party, peering.SubscriptionId ?? "");
            if (holder.Roles.Values.FirstOrDefault(role => Same(role.Guid, guid)) is not { } role) continue;
            foreach (var other in holder.At(peering.VNetId!).Where(item => Same(item.RoleGuid, guid) && !IsOurs(item)))
            {
                yield return FindingCatalogue.RoleAssignedWider.For(
                    subject, other.Id, [holder.Assignments!.Saying($"{other.Scope}, since {other.Created:u}")],
                    role.Name, name, other.Scope);
            }

            var more = role.Grants.SelectMany(set => set.Actions)
                .Where(action => !party.Actions.Contains(action, StringComparer.OrdinalIgnoreCase)).ToArray();
            if (more.Length == 0) continue;
            yield return FindingCatalogue.RoleWidened.For(
                subject, role.Id, [holder.Assignments!.Saying($"{role.Name} allows {string.Join(", ", more)}")],
                role.Name, string.Join(", ", more));
        }
    }

    private static IEnumerable<PeeringFinding> Credentials(
        PeeringSubject subject, VpcPeering peering, Reading<EntraApp> reading)
    {
        // An application that an identity team made may have credentials of its own.
        if (reading.Value is not { } app || !app.Tags.Contains(AzureNames.ProjectTag(peering.Project))) yield break;
        var runCredentials = RevokeDecision.Credentials(app).ToArray();
        foreach (var credential in app.Credentials)
        {
            var entry = runCredentials.Contains(credential)
                ? FindingCatalogue.CredentialPresent : FindingCatalogue.CredentialForeign;
            var until = credential.Expires is { } end ? $"{end:u}" : "(no end)";
            yield return entry.For(
                subject, credential.KeyId, [reading.Saying($"{credential.Name}, until {until}")], app.Name,
                credential.Name.Length > 0 ? credential.Name : credential.KeyId, until);
        }
    }

    private static bool IsOurs(AzureAssignment item) =>
        AzureNames.ReadAssignmentNote(item.Description) is not null || RevokeDecision.HasOurName(item);

    private static string Roles(PrincipalReading principal, string scope)
    {
        var roles = principal.At(scope).Select(item =>
            $"{principal.Roles[item.RoleId.ToUpperInvariant()].Name} at {item.Scope} since {item.Created:u}");
        return string.Join("; ", roles) is { Length: > 0 } text ? text : "no role at this VNet";
    }
}
