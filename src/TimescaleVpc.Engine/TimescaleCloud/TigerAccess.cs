using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.TimescaleCloud;

/// <summary>Timescale Cloud as the session of an item is signed in to it.</summary>
internal static class TigerAccess
{
    /// <exception cref="TimescaleVpcException">The session is not signed in to it.</exception>
    public static TigerApi Tiger(this ItemContext context) => context.Services.Find<TigerApi>()
        ?? throw Catalogue.PlatformMissing.For(context.Session, context.Session, "Timescale Cloud");
}
