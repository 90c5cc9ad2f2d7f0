namespace TimescaleVpc.Engine.Work;

/// <summary>What a session works with in a cloud, such as its customer's side, for the work on one item.</summary>
/// <param name="Cloud">The cloud.</param>
/// <param name="Open">Makes it.</param>
internal sealed record CloudAdapter<T>(Cloud Cloud, Func<ItemContext, T> Open);

/// <summary>The clouds that the session of an item can reach.</summary>
internal static class CloudAccess
{
    /// <summary>Those of all clouds.</summary>
    public static IEnumerable<T> InAllClouds<T>(this ItemContext context) =>
        Adapters<T>(context).Select(adapter => adapter.Open(context));

    /// <summary>The one of a cloud.</summary>
    public static T In<T>(this ItemContext context, Cloud cloud) =>
        Adapters<T>(context).First(adapter => adapter.Cloud == cloud).Open(context);

    private static IReadOnlyList<CloudAdapter<T>> Adapters<T>(ItemContext context) =>
        context.Services.Find<IReadOnlyList<CloudAdapter<T>>>()!;
}
