using TimescaleVpc.Engine.Diagnosis;
using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Steps;

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
        var peering = peeringCase.Peering;
        var (subject, isActive) = (peeringCase.Subject, peeringCase.Phase == PeeringPhase.Active);
        if (reading.App is { IsKnown: true, Value: null } none)
        {
            yield return FindingCatalogue.AppMissing.While(isActive).For(
                subject, peering.AppId, [none.Saying("no such application")], peering.AppId);
        }
        else
        {
            var name = reading.App.Value?.Name ?? peering.AppId!;
            foreach (var finding in Own(subject, peering, reading.Own, name, isActive)) yield return finding;
        }

        foreach (var finding in Platform(subject, peering, reading.Platform, isActive)) yield return finding;
        foreach (var finding in Widened(subject, peering, reading)) yield return finding;
        foreach (var finding in Credentials(subject, peering, reading.App)) yield return finding;
    }

    private static IEnumerable<PeeringFinding> Own(
        PeeringSubject subject, VpcPeering peering, PrincipalReading principal, string name, bool isActive)
    {
        if (principal.Principal is { IsKnown: true, Value: null } none)
        {
            yield return FindingCatalogue.PrincipalMissing.While(isActive).For(
                subject, peering.AppId, [none.Saying("no service principal")], name);
        }
        else if (principal is { IsKnown: true, Assignments: { } assignments }
            && !principal.Allows(peering.VNetId!, RoleActions.OwnMinimum))
        {
            yield return FindingCatalogue.RoleUnassigned.While(isActive).For(
                subject, principal.Principal.Value!.ObjectId, [assignments.Saying(Roles(principal, peering.VNetId!))],
                name, string.Join(", ", RoleActions.OwnMinimum));
        }
    }

    private static IEnumerable<PeeringFinding> Platform(
        PeeringSubject subject, VpcPeering peering, PrincipalReading platform, bool isActive)
    {
        if (platform.Principal is { IsKnown: true, Value: null } none)
        {
            yield return FindingCatalogue.PlatformPrincipalMissing.While(isActive).For(
                subject, GrantOptions.PlatformAppId, [none.Saying("no service principal")],
                GrantOptions.PlatformAppId);
        }
        else if (platform.Principal.Value is { HomeTenantId: { } home } principal
            && peering.RemoteTenantId is { } remote && !Same(home, remote))
        {
            yield return FindingCatalogue.PlatformAppForeign.For(
                subject, principal.ObjectId, [platform.Principal.Saying($"from tenant {home}")], home, remote);
        }
        else if (platform is { IsKnown: true, Assignments: { } assignments }
            && !platform.Allows(peering.VNetId!, RoleActions.Platform))
        {
            yield return FindingCatalogue.PlatformRoleUnassigned.While(isActive).For(
                subject, platform.Principal.Value!.ObjectId, [assignments.Saying(Roles(platform, peering.VNetId!))],
                platform.Principal.Value.ObjectId, string.Join(", ", RoleActions.Platform));
        }
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
