using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Platforms;

/// <summary>The platforms that the session of an item is signed in to.</summary>
internal static class PlatformAccess
{
    /// <summary>All of them, the managed service first.</summary>
    public static IReadOnlyList<IPlatform> Platforms(this ItemContext context) =>
        context.Services.Find<IReadOnlyList<IPlatform>>() ?? [];

    /// <summary>The one of a name.</summary>
    /// <exception cref="TimescaleVpcException">The session is not signed in to it.</exception>
    public static IPlatform Platform(this ItemContext context, string name) =>
        context.Platforms().FirstOrDefault(platform => platform.Name == name)
        ?? throw context.Missing(name);

    /// <summary>Those whose VPCs can lie in a cloud.</summary>
    public static IPlatform[] PlatformsIn(this ItemContext context, Cloud cloud) =>
        [.. context.Platforms().Where(platform => platform.Clouds.Contains(cloud))];

    /// <summary>The same, where no less than all will do.</summary>
    /// <exception cref="TimescaleVpcException">The session is signed in to none.</exception>
    public static IPlatform[] RequireIn(this ItemContext context, Cloud cloud) =>
        context.PlatformsIn(cloud) is { Length: > 0 } platforms ? platforms
            // It has VPCs in all clouds.
            : throw context.Missing(PlatformNames.ManagedService);

    /// <summary>Lists something on the platforms side by side, and keeps their order.</summary>
    /// <param name="context">The session.</param>
    /// <param name="platformName">The only platform to ask; null asks all.</param>
    /// <param name="list">Lists it on one platform.</param>
    public static async Task<IReadOnlyList<T>> ListAsync<T>(
        this ItemContext context, string? platformName, Func<IPlatform, Task<IReadOnlyList<T>>> list)
    {
        var platforms = context.Platforms()
            .Where(platform => platformName is null || platform.Name == platformName).ToArray();
        return [.. (await context.Clock.SideBySideAsync(platforms, list)).SelectMany(items => items)];
    }

    private static TimescaleVpcException Missing(this ItemContext context, string name) =>
        Catalogue.PlatformMissing.For(context.Session, context.Session, PlatformNames.Title(name));
}
