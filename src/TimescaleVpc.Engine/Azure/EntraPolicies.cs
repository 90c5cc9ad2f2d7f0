using Microsoft.Graph.Models;

namespace TimescaleVpc.Engine.Azure;

/// <summary>Reads policies in the form of the Graph SDK, for <see cref="GraphEntraApi"/> only.</summary>
internal static class EntraPolicies
{
    /// <summary>
    /// The policy; null if it is not shown as a whole: what is not said is not taken for switched off.
    /// </summary>
    public static EntraAppPolicy? Read(TenantAppManagementPolicy? policy) => policy is
        { IsEnabled: { } isEnabled, ApplicationRestrictions: { PasswordCredentials: { } secrets } restrictions }
        ? new(isEnabled,
        [
            .. secrets.Select(item => Read(
                $"{item.RestrictionType}", item.MaxLifetime, item.RestrictForAppsCreatedAfterDateTime, item.State)),
            .. (restrictions.KeyCredentials ?? []).Select(item => Read(
                $"{item.RestrictionType}", item.MaxLifetime, item.RestrictForAppsCreatedAfterDateTime, item.State)),
        ])
        : null;

    private static EntraRestriction Read(
        string type, TimeSpan? maxLifetime, DateTimeOffset? start, AppManagementRestrictionState? state) =>
        new(type.Length == 0 ? "" : char.ToLowerInvariant(type[0]) + type[1..], maxLifetime, start,
            state != AppManagementRestrictionState.Disabled);
}
