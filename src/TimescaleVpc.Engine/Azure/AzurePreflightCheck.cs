using TimescaleVpc.Engine.Diagnosis;
using TimescaleVpc.Engine.Steps;

namespace TimescaleVpc.Engine.Azure;

/// <summary>Judges what a peering that was not asked for yet would need.</summary>
internal static class AzurePreflightCheck
{
    /// <summary>Azure's documented limit, which cannot be raised (Azure subscription limits).</summary>
    private const int PeeringsPerVNet = 500;

    /// <summary>
    /// The built-in roles that may make the service principal of another tenant's application: Application
    /// Administrator, Cloud Application Administrator, Global Administrator.
    /// </summary>
    private static readonly string[] AppAdministrators =
    [
        "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3", "158c047a-c907-4556-b7ef-446551a6b5f7",
        "62e90394-69f5-4237-9190-012177145e10",
    ];

    /// <summary>Whether the sign-in's token names a directory role that the grant needs.</summary>
    /// <param name="peeringCase">The peering that is wanted.</param>
    /// <param name="steps">What is to be done.</param>
    /// <param name="roles">The directory roles that the token names; nothing where it names none.</param>
    public static IEnumerable<PeeringFinding> DirectoryRole(
        PeeringCase peeringCase, IReadOnlyList<PeeringStep> steps, Reading<IReadOnlyList<string>> roles)
    {
        if (roles.Value is not { } heldRoles
            || !steps.Any(step => step.Action == StepCatalogue.CreatePlatformPrincipal.Action)
            || heldRoles.Any(role => AppAdministrators.Contains(role, StringComparer.OrdinalIgnoreCase))) yield break;
        yield return FindingCatalogue.DirectoryRoleMissing.For(
            peeringCase.Subject, GrantOptions.PlatformAppId,
            [roles.Saying(heldRoles.Count == 0 ? "no directory role" : $"wids: {string.Join(", ", heldRoles)}")],
            GrantOptions.PlatformAppId);
    }

    /// <summary>A VNet that others reach gateways over, or that reaches one over another.</summary>
    public static IEnumerable<PeeringFinding> Transit(AzureCase azureCase)
    {
        foreach (var link in azureCase.OtherLinks.Where(
            link => link.AllowsGatewayTransit == true || link.UsesRemoteGateways == true))
        {
            var flag = link.UsesRemoteGateways == true ? "useRemoteGateways" : "allowGatewayTransit";
            yield return FindingCatalogue.PeeringNotTransitive.For(
                azureCase.Subject, $"{azureCase.VNet.VNetId}/virtualNetworkPeerings/{link.Name}",
                [azureCase.Networks.Saying($"{link.Name}: {flag} is true")], azureCase.VNet.Name, link.RemoteVNetId,
                link.Name, flag);
        }
    }

    public static IEnumerable<PeeringFinding> Limit(AzureCase azureCase)
    {
        var count = azureCase.VNet.Peerings.Length;
        if (count < PeeringsPerVNet || azureCase.Peering.Link is not null) yield break;
        yield return FindingCatalogue.VNetPeeringLimit.For(
            azureCase.Subject, azureCase.VNet.VNetId, [azureCase.Networks.Saying($"{count} peerings")], count,
            PeeringsPerVNet);
    }

    /// <summary>The rights of the sign-in at one scope: all that lack, in one finding.</summary>
    /// <param name="peeringCase">The peering that is wanted.</param>
    /// <param name="scope">The scope.</param>
    /// <param name="steps">What is to be done there.</param>
    /// <param name="rights">What the sign-in may do there.</param>
    public static IEnumerable<PeeringFinding> Rights(
        PeeringCase peeringCase, string scope, IReadOnlyList<PeeringStep> steps,
        Reading<IReadOnlyList<ActionSet>> rights)
    {
        if (rights.Value is not { } sets) yield break;
        string[] lacks =
        [
            .. steps.Select(step => step.Permission).Distinct(StringComparer.OrdinalIgnoreCase)
                .Where(action => !sets.Any(set => set.Allows(action))),
        ];
        if (lacks.Length == 0) yield break;
        var list = string.Join(", ", lacks);
        yield return FindingCatalogue.AzureRightsMissing.For(
            peeringCase.Subject, scope, [rights.Saying($"no role that allows {list}")], scope, list);
    }

    /// <summary>Whether an approval could add the secret that it works with.</summary>
    /// <param name="peeringCase">The peering that is wanted.</param>
    /// <param name="app">The application; null if it is to be made.</param>
    /// <param name="policy">The tenant's policy.</param>
    /// <param name="lifetime">How long a secret is good.</param>
    /// <param name="now">The time, at which an application would be made.</param>
    public static IEnumerable<PeeringFinding> Policy(
        PeeringCase peeringCase, EntraApp? app, Reading<EntraAppPolicy> policy, TimeSpan lifetime, DateTimeOffset now)
    {
        var hit = policy.Value?.For(app?.Created ?? now)
            .FirstOrDefault(item => item.ForbidsSecrets || item.ForbidsSecretsFor(lifetime));
        if (hit is null) yield break;
        yield return FindingCatalogue.SecretsForbidden.For(
            peeringCase.Subject, app?.ObjectId, [policy.Saying(hit.MaxLifetime is { } most
                ? $"{hit.Type}, {most}" : hit.Type)],
            hit.Type);
    }
}
