using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Azure;

/// <summary>
/// The parts that the VNets of one project share: application, principals and roles. The first VNet creates them while
/// the others wait; the parts of one VNet are then read side by side.
/// </summary>
internal sealed class SharedGrants
{
    private readonly ConcurrentDictionary<string, GrantWorld> worlds = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Makes what is missing of it, once the rights for all that is to come are checked, and looks at the grant's own
    /// assignments.
    /// </summary>
    public async Task RequireAsync(GrantRun grant, ItemContext context, CancellationToken cancel)
    {
        var (locks, key) = (context.Locks, $"grant {grant.Project}");
        var isMade = await locks.OneAtATimeAsync(
            key, async () => !worlds.ContainsKey(grant.Sharers) && await MakeAsync(grant, cancel), cancel);
        if (isMade) return;

        await grant.LookAsync(worlds[grant.Sharers], cancel);
        if (grant.HasShared) await grant.RequireRightsAsync(cancel);
        else await locks.OneAtATimeAsync(key, () => MakeAsync(grant, cancel), cancel);
    }

    private async Task<bool> MakeAsync(GrantRun grant, CancellationToken cancel)
    {
        await grant.MakeSharedAsync(worlds.GetValueOrDefault(grant.Sharers), cancel);
        var (intent, world) = (grant.Intent, grant.World);
        // The next VNet has assignments of its own; a role that was adopted here is not handed on to it.
        worlds.TryAdd(grant.Sharers, world with
        {
            Own = Shareable(GrantParty.Own), Platform = Shareable(GrantParty.Platform),
        });
        return true;

        GrantPart Shareable(GrantParty party) => world[party] with
        {
            Assignments = [],
            Role = !intent.MakesRole(party) || Same(world[party].Role?.Guid, intent.RoleGuid(party))
                ? world[party].Role : null,
        };
    }
}
