using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.ManagedService;

/// <summary>The managed service as the session of an item is signed in to it.</summary>
internal static class MstAccess
{
    /// <exception cref="TimescaleVpcException">The session is not signed in to it.</exception>
    public static MstApi Mst(this ItemContext context) => context.Services.Find<MstApi>()
        ?? throw Catalogue.PlatformMissing.For(context.Session, context.Session, "the managed service");
}
