using TimescaleVpc.Sandbox.Core;

namespace TimescaleVpc.Sandbox.Arm;

/// <summary>The scopes that something can be laid on.</summary>
internal static class GovernanceScopes
{
    /// <summary>The scope as ARM writes it; null if there is no such subscription, resource group or VNet.</summary>
    public static string? Find(World world, string id)
    {
        var path = id.TrimEnd('/');
        return world.Arm.Subscriptions.Select(item => item.ArmId)
            .Concat(world.Arm.Subscriptions.SelectMany(item => item.Groups).Select(item => item.ArmId))
            .Concat(world.Arm.Networks.Select(item => item.ArmId))
            .FirstOrDefault(item => Same(item, path));
    }
}
