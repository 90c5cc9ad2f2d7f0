using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Peerings;

/// <summary>Makes the side of a cloud for the work on one item.</summary>
internal sealed record CustomerCloud(Cloud Cloud, Func<ItemContext, ICustomerSide> Open);

/// <summary>The clouds that the session of an item can reach.</summary>
internal static class PeeringAccess
{
    /// <summary>All of them.</summary>
    public static IEnumerable<ICustomerSide> Sides(this ItemContext context) =>
        context.Services.Find<IReadOnlyList<CustomerCloud>>()!.Select(cloud => cloud.Open(context));

    /// <summary>The side of a cloud.</summary>
    public static ICustomerSide Side(this ItemContext context, Cloud cloud) =>
        context.Services.Find<IReadOnlyList<CustomerCloud>>()!.First(item => item.Cloud == cloud).Open(context);
}
